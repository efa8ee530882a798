# The same steps as the Makefile: a virtual environment, then the locked requirements with their hashes.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BOT_DATABASE=/data/zvedennia.db

WORKDIR /app
COPY requirements.lock ./
RUN python3 -m venv .venv \
    && .venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY bot bot
COPY handlers handlers
COPY storage storage
COPY seeds seeds
COPY pyproject.toml README.md LICENSE NOTICE ./

RUN useradd --system --uid 10001 --user-group --no-create-home zvedennia \
    && mkdir /data \
    && chown zvedennia:zvedennia /data
USER zvedennia
VOLUME /data

HEALTHCHECK --interval=60s --timeout=15s --start-period=60s --retries=3 \
    CMD ["/app/.venv/bin/python", "-m", "bot", "status", "--health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/.venv/bin/python", "-m", "bot"]
CMD ["run"]
