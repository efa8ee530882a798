"""Which facts belong together: scenes, round-ups, sums and their breakdowns, read from whole posts."""

import pytest

from bot.extract import Reader
from bot.model import Kind, Report
from tests.readings import read, summed, told

INCIDENTS = {
    "who was hurt beside the dead of one town (uk)": (
        "Харківщина. За 15 листопада росіяни вбили трьох мешканців Лозової. Сімох поранено. У Чугуєві поранено жінку.",
        [("Лозова", "11-15", 3, 7), ("Чугуїв", "11-15", None, 1)],
    ),
    "who was hurt beside the dead of one town (ru)": (
        "Харьковщина. За 15 ноября россияне убили троих жителей Лозовой. Семеро ранены. В Чугуеве ранена женщина.",
        [("Лозова", "11-15", 3, 7), ("Чугуїв", "11-15", None, 1)],
    ),
    "a greeting dates nothing (uk)": (
        "Доброго вечора! Дрон ударив по школі в Ізюмі, поранено двох.",
        [("Ізюм", "11-17", None, 2)],
    ),
    "a greeting dates nothing (ru)": (
        "Добрый вечер! Дрон ударил по школе в Изюме, ранены двое.",
        [("Ізюм", "11-17", None, 2)],
    ),
    "a wish at the end dates nothing (uk)": (
        "За добу ворог бив по області. Увечері дрон влучив у котельню в Балаклії, без постраждалих.\nВсім гарного "
        "понеділка!",
        [("Балаклія", "11-16", 0, 0)],
    ),
    "nobody hurt in both places of the sentence before (uk)": (
        "Ворог обстріляв район. У Дергачах пошкоджено дах клубу, у Солоницівці – авто. Постраждалих немає.",
        [("Дергачі", "11-17", 0, 0), ("Солоницівка", "11-17", 0, 0)],
    ),
    "nobody hurt in both places of the sentence before (ru)": (
        "Враг обстрелял район. В Дергачах повреждена крыша клуба, в Солоницевке – авто. Пострадавших нет.",
        [("Дергачі", "11-17", 0, 0), ("Солоницівка", "11-17", 0, 0)],
    ),
    "the same night is the one told last (uk)": (
        "Учора вдень обстріляли Балаклію, поранено жінку. Вночі дрон ударив по Ізюму: поранений чоловік. Тієї ж ночі "
        "під ударом був Чугуїв, двоє поранених.",
        [("Балаклія", "11-16", None, 1), ("Ізюм", "11-17", None, 1), ("Чугуїв", "11-17", None, 2)],
    ),
    "the day on which a fire was fought (uk)": (
        "Учора вогнеборці гасили пожежу в Ізюмі після влучання дрона в ангар. Поранено двох.",
        [("Ізюм", "11-16", None, 2)],
    ),
    "the day on which a fire was fought (ru)": (
        "Вчера спасатели тушили пожар в Изюме после попадания дрона в ангар. Ранены двое.",
        [("Ізюм", "11-16", None, 2)],
    ),
    "a warning tells of nobody (uk)": (
        "В Ізюмі дрон упав у двір, поранено жінку. Не чіпайте уламків: вони вбивають! Один дотик – і людина гине.",
        [("Ізюм", "11-17", None, 1)],
    ),
    "a warning tells of nobody (ru)": (
        "В Изюме дрон упал во двор, ранена женщина. Объясните детям, что ржавый снаряд – это смерть.",
        [("Ізюм", "11-17", None, 1)],
    ),
    "a year gone by is summed up (uk)": (
        "В Ізюмі на міні поранено тракториста. Торік в області сталося 8 таких випадків, загинули троє людей.",
        [("Ізюм", "11-17", None, 1)],
    ),
    "days and places take turns (uk)": (
        "До медиків звернулися чоловік, 44 роки, який постраждав у Чугуєві 12 листопада, та жінка, 71 рік, яка "
        "постраждала в Ізюмі 13 листопада.",
        [("Чугуїв", "11-12", None, 1), ("Ізюм", "11-13", None, 1)],
    ),
    "days and places take turns (ru)": (
        "12 ноября в Чугуеве ранен мужчина, а 13 ноября в Изюме – женщина.",
        [("Чугуїв", "11-12", None, 1), ("Ізюм", "11-13", None, 1)],
    ),
    "an evening strike behind one with a clock time (uk)": (
        "Ізюм. О 9:20 артилерія била по ринку, загинула жінка. Уночі – «Молнія» по хаті, поранено чоловіка.",
        [("Ізюм", "11-17", 1, None), ("Ізюм", "11-17", None, 1)],
    ),
    "a street told by its adjective alone (uk)": (
        "Ворог ударив по громаді Ізюма. Влучання у склад на Рівненській. Поранена жінка.",
        [("Ізюм", "11-17", None, 1)],
    ),
    "a headline of two sentences over an oblast (en)": (
        "The Russians attacked the north of Poltava region in two waves. A barn burned, there are "
        "injured\n\nAt night, the "
        "troops attacked Poltava region twice with attack drones.\n\nDebris fell on a bakery in Lubny. A "
        "worker received "
        "a shrapnel wound.\n\nThe second wave damaged a depot in Hadiach. Four more people were injured.",
        [("Лубни", "11-17", None, 1), ("Гадяч", "11-17", None, 4)],
    ),
    "a lead that says only that there are dead (ru)": (
        "В понедельник российские военные нанесли удары по трем городам Полтавской области, в двух из них "
        "есть погибшие."
        "\n\nОдин человек погиб и двое ранены в результате удара по Лубнам.\n\nВ Гадяче погибли четыре "
        "человека, 9 ранены.",
        [("Лубни", "11-17", 1, 2), ("Гадяч", "11-17", 4, 9)],
    ),
    "a day told of an area dates its day and night (uk)": (
        "За добу на Полтавщині двоє загиблих\n\n16 листопада росіяни вбили 2 жителів області: 1 у Лубнах і 1 у Хоролі. "
        "У Гадячі поранено трьох.",
        [("Лубни", "11-16", 1, None), ("Хорол", "11-16", 1, None), ("Гадяч", "11-16", None, 3)],
    ),
    "a day told of one town's districts dates that town alone (uk)": (
        "За минулу добу ворог атакував Харків та область. Постраждали 5 людей.\n▫️ м. Харків, атака 16 листопада на "
        "Київський та Холодногірський райони — 4 постраждалих;\n▫️ с. Циркуни — поранений чоловік, 50 років.",
        [("Харків", "11-16", None, 4), ("Циркуни", "11-17", None, 1)],
    ),
    "a day told of an area dates its day and night (ru)": (
        "В Полтавской области за сутки погибли двое\n\nВследствие обстрелов 16 ноября в Полтавской области "
        "погибли двое. "
        "В Гадяче ранены трое. В Хороле повреждена школа, пострадавших нет.",
        [("Гадяч", "11-16", None, 3), ("Хорол", "11-16", 0, 0)],
    ),
    "a day told of an area dates its day and night (en)": (
        "Russians killed 2 civilians of Poltava region in one day\n\nOn November 16 Russians killed 2 residents "
        "of Poltava "
        "region: 1 in Lubny and 1 in Khorol. In Hadiach three people were wounded.",
        [("Лубни", "11-16", 1, None), ("Хорол", "11-16", 1, None), ("Гадяч", "11-16", None, 3)],
    ),
    "more people of another hour are a number of their own (uk)": (
        "Близько 06:10 бомба влучила в крамницю в Лубнах. Загинули двоє, 11 поранено.\n\nО 08:25 бомба впала в центрі "
        "міста. Поранено ще чотирьох.",
        [("Лубни", "11-17", 2, 11), ("Лубни", "11-17", None, 4)],
    ),
    "more people of another hour are a number of their own (ru)": (
        "Около 06:10 бомба попала в магазин в Лубнах. Погибли двое, 11 ранены.\n\nВ 08:25 бомба упала в центре города. "
        "Ранены ещё четверо.",
        [("Лубни", "11-17", 2, 11), ("Лубни", "11-17", None, 4)],
    ),
    "more people of another hour are a number of their own (en)": (
        "At around 6:10 a.m. a bomb hit a store in Lubny. Two people were killed and 11 injured.\n\nAt 8:25 a.m. "
        "another "
        "bomb fell in the city centre. Four more people were injured.",
        [("Лубни", "11-17", 2, 11), ("Лубни", "11-17", None, 4)],
    ),
    "a headline over an oblast and what its lead tells without facts (en)": (
        "Couple killed as Russia strikes bus, bridge in Poltava Oblast\n\nRussian forces attacked the north of Poltava "
        "Oblast on November 16.\n\nIn Lubny, a drone hit a bus. A couple was killed.\n\nIn Hadiach a missile damaged a "
        "school, one man was wounded.",
        [("Лубни", "11-16", 2, None), ("Гадяч", "11-16", None, 1)],
    ),
    "a night behind a line of yesterday (ru)": (
        "В Лубенском районе вчера в 19:35 враг атаковал Хорол артиллерией. Ранен мужчина.\n\nВ Полтавском районе ночью "
        "упали обломки «Шахеда». В Кобеляках повреждены 2 дома, люди целы.",
        [("Хорол", "11-16", None, 1), ("Кобеляки", "11-17", 0, 0)],
    ),
    "an hour in a line of yesterday (ru)": (
        "🔸 Лубенский район. Ночью, 17 ноября, в 01:15 удар по Хоролу, ранен один человек.\n🔸 Полтавский район. "
        "Вчера под "
        "обстрелом была Решетиловская громада. В 13:05 снаряды попали в Кобеляки: погибла женщина.",
        [("Хорол", "11-17", None, 1), ("Кобеляки", "11-16", 1, None)],
    ),
    "a death that changes the figures told before (en)": (
        "A woman who was wounded in the strike on a car in the village of Lyptsi, Kharkiv region, on November 15 "
        "has died "
        "in hospital. As reported, two people were killed and four women were wounded in the attack.",
        [("Липці", "11-15", 3, 3)],
    ),
    "a toll that a death brings is no addition (en)": (
        "A 58-year-old man wounded in Lubny on Friday died from his injuries in a Poltava hospital, bringing the "
        "toll to "
        "three.",
        [("Лубни", "11-14", 3, None)],
    ),
    "two parts of one day in one sentence (uk)": (
        "Вчора по Лозовій ударили двічі: вночі поранено чотирьох людей, вдень загинув чоловік.",
        [("Лозова", "11-16", None, 4), ("Лозова", "11-16", 1, None)],
    ),
    "two parts of one day in one sentence (ru)": (
        "Два удара по Изюму за 16 ноября: ночью пострадали 8 человек, днём погибла женщина, ещё трое ранены.",
        [("Ізюм", "11-16", None, 8), ("Ізюм", "11-16", 1, 3)],
    ),
    "two parts of one day in one sentence (en)": (
        "Lubny was hit twice on November 16: overnight five people were injured, in the afternoon a woman was killed.",
        [("Лубни", "11-16", None, 5), ("Лубни", "11-16", 1, None)],
    ),
    "a toll before the dash and those who struck behind it (uk)": (
        "Двоє загиблих, 7 поранених — росіяни вдарили «Ураганом» по центру Лимана.",
        [("Лиман", "11-17", 2, 7)],
    ),
    "others in the oblast beside the dead of one town (uk)": (
        "За 16 листопада росіяни вбили 3 жителів Донеччини: у Лимані. Ще 13 людей в області дістали поранення.",
        [("Лиман", "11-16", 3, None)],
    ),
    "items of a day on other districts of a city (uk)": (
        "За добу ворог обстріляв Харків, постраждали 7 людей.\n▪️ Київський район, удар КАБ – п'ятеро постраждалих.\n"
        "▪️ Салтівський район – двоє постраждалих.",
        [("Харків", "11-17", None, 5), ("Харків", "11-17", None, 2)],
    ),
    "items of a day with other weapons (uk)": (
        "За минулу добу на Харківщині.\n- м. Лозова, ракетний удар – загинула жінка, 6 постраждалих.\n"
        "- м. Лозова, атака БпЛА – поранений чоловік.\n- с. Савинці – пошкоджено склад.",
        [("Лозова", "11-17", 1, 6), ("Лозова", "11-17", None, 1), ("Савинці", "11-17", None, None)],
    ),
    "districts of one night's attack (uk)": (
        "Через нічну атаку на Харків постраждали 6 людей.\n▪️ Київський район – четверо постраждалих;\n"
        "▪️ Салтівський район – двоє постраждалих.",
        [("Харків", "11-17", None, 6)],
    ),
    "a day long past that recalls an attack on the same town (en)": (
        "A Russian drone hit a cafe in Izium today, injuring 4.\n\nOn June 12, 2023, a "
        "missile strike on the city killed "
        "13 people.",
        [("Ізюм", "11-17", None, 4), ("Ізюм", "06-12", 13, None)],
    ),
    "a dateline below a title (en)": (
        "Three killed in Lubny\n\nLUBNY, Nov 17 - Three people were killed and seven "
        "wounded when a missile hit a plant on "
        "Sunday evening, officials said.",
        [("Лубни", "11-16", 3, 7)],
    ),
    "the night behind a number (en)": (
        "Drones hit a dormitory in Lubny, killing two and injuring 9 overnight.",
        [("Лубни", "11-17", 2, 9)],
    ),
    "struck again on the next day (en)": (
        "Yesterday evening Russians attacked Lubny, 3 people were injured. This morning "
        "they attacked again: a rescuer was "
        "wounded.",
        [("Лубни", "11-16", None, 3), ("Лубни", "11-17", None, 1)],
    ),
    "struck again on the next day (uk)": (
        "Вчора ввечері росіяни атакували Лубни, поранено трьох людей. Сьогодні вранці "
        "вдарили знову: поранено рятувальника.",
        [("Лубни", "11-16", None, 3), ("Лубни", "11-17", None, 1)],
    ),
    "a night told behind an attack (en)": (
        "A strike on Lubny during the night of November 15 injured two people.",
        [("Лубни", "11-15", None, 2)],
    ),
    "a raion and the only village in it beside a recalled one (en)": (
        "Russians strike Chuhuiv district\n\nIn the Chuhuiv district of the Kharkiv region, a man was killed in an air "
        "strike.\n\nThe bomb hit the village of Malynivka. A 40-year-old man died.\n\nOn November 12, a woman was "
        "injured in the shelling of Vovchansk.",
        [("Малинівка", "11-17", 1, None), ("Вовчанськ", "11-12", None, 1)],
    ),
    "Russia that attacks is no place (en)": (
        "Russia again strikes energy sites\n\nLast night drones hit a substation in the "
        "Poltava region. Two workers were "
        "injured.",
        [("UA53", "11-17", None, 2)],
    ),
    "a number alone behind the next town (uk)": (
        "Через обстріли в Лубнах поранено двох людей. В Ромнах – одну.",
        [("Лубни", "11-17", None, 2), ("Ромни", "11-17", None, 1)],
    ),
    "a number alone behind the next town (ru)": (
        "В Лозовой после удара погибли двое. В Изюме — трое.",
        [("Лозова", "11-17", 2, None), ("Ізюм", "11-17", 3, None)],
    ),
    "a couple and a man of a whole, each in a town (uk)": (
        "За добу на Харківщині загинуло троє людей: подружжя в Ізюмі та чоловік у Чугуєві.",
        [("Ізюм", "11-17", 2, None), ("Чугуїв", "11-17", 1, None)],
    ),
    "a whole that the next sentence breaks down by towns (uk)": (
        "За добу на Харківщині постраждали 9 людей. У Лозовій – 4, у Чугуєві – 3, в Ізюмі – 2.",
        [("Лозова", "11-17", None, 4), ("Чугуїв", "11-17", None, 3), ("Ізюм", "11-17", None, 2)],
    ),
    "a whole that the next sentence breaks down by towns (ru)": (
        "На Харьковщине за сутки ранены 7 человек. Трое – в Лозовой, двое – в Изюме, двое – в Чугуеве.",
        [("Лозова", "11-17", None, 3), ("Ізюм", "11-17", None, 2), ("Чугуїв", "11-17", None, 2)],
    ),
    "a household fire told beside attacks (uk)": (
        "Найтрагічніша пожежа доби сталася через необережне поводження з вогнем.\nУдень ворог атакував дроном Лозову. "
        "Постраждали 6 людей, пошкоджено гуртожиток.\nУвечері безпілотник атакував приватний будинок в Ізюмі. "
        "Постраждали двоє людей.\nВнаслідок побутової пожежі загинула одна людина. Це сталося в Чугуєві.",
        [("Лозова", "11-16", None, 6), ("Ізюм", "11-16", None, 2)],
    ),
    "the wounded of the oblast told again behind two towns (uk)": (
        "Минулої доби на Донеччині загинули троє людей, ще четверо поранені.\nРосіяни вбили двох людей у Лимані та "
        "одну у Дружківці. Ще четверо людей дістали поранення.",
        [("Лиман", "11-17", 2, None), ("Дружківка", "11-17", 1, None)],
    ),
    "a village named like a raion, with its hromada (uk)": (
        "Минулої доби на Донеччині загинули двоє людей.\nКраматорський район. У Донецькому Миколаївської громади "
        "загинули двоє людей, у Лимані пошкоджено школу.",
        [("Донецьке", "11-17", 2, None), ("Лиман", "11-17", None, None)],
    ),
    "Russia named as the attacker of an oblast (uk)": (
        "Росія атакувала дронами Сумщину, поранено двох людей.",
        [("UA59", "11-17", None, 2)],
    ),
    "Russia named as the attacker of an oblast (ru)": (
        "Ночью дрон попал в порт в Одесской области, ранены двое рабочих. Россия бьет по портам каждую неделю.",
        [("UA51", "11-17", None, 2)],
    ),
    "Russia named as the attacker of an oblast (en)": (
        "Russia attacked a port in Odesa Oblast with drones, two dockers were injured.",
        [("UA51", "11-17", None, 2)],
    ),
    "the years in which the dead were born (uk)": (
        "Уночі дрони вдарили по Лозовій. Загиблі — дві жінки, 1934 та 1955 років народження.",
        [("Лозова", "11-17", 2, None)],
    ),
    "sums since the beginning of the year (uk)": (
        "З початку року в громаді від обстрілів загинули 45 людей. Сьогодні в Лубнах через удар дрона поранено жінку.",
        [("Лубни", "11-17", None, 1)],
    ),
    "sums since the beginning of the month (ru)": (
        "С начала месяца в Ромнах погибли 12 человек. Сегодня в Ромнах от удара дрона погиб мужчина.",
        [("Ромни", "11-17", 1, None)],
    ),
    "the dead of one town and the wounded of another (en)": (
        "In Donetsk Oblast, three people were killed in Lyman and seven were injured in Druzhkivka by Russian drones.",
        [("Лиман", "11-17", 3, None), ("Дружківка", "11-17", None, 7)],
    ),
    "the other of two deaths was elsewhere (en)": (
        "Two civilians were killed in Donetsk region by drones. One of the deaths was recorded in Pokrovsk, the other "
        "in Lyman.",
        [("Покровськ", "11-17", 1, None), ("Лиман", "11-17", 1, None)],
    ),
    "the same day behind an attack without a time (en)": (
        "In Komyshuvakha two sisters were killed by shelling. On the same day, in Orikhiv, a man was killed.",
        [("Комишуваха", "11-17", 2, None), ("Оріхів", "11-17", 1, None)],
    ),
    "an attack a day earlier (en)": (
        "Drones hit Chuhuiv. A guard received burns. A day earlier, two people were injured in the town.",
        [("Чугуїв", "11-17", None, 1), ("Чугуїв", "11-16", None, 2)],
    ),
    "a president who speaks (en)": (
        "President Volodymyr Zelensky said that four people were killed in the Russian attack on Sumy.",
        [("Суми", "11-17", 4, None)],
    ),
    "port infrastructure is of no village (en)": (
        "Drones attacked Izmail district. Port infrastructure was damaged. One person was injured.",
        [("Ізмаїльський", "11-17", None, 1)],
    ),
    "a train bound for the capital (en)": (
        "A drone hit a train in Shostka, wounding two people. It was bound for Kyiv. Kyiv did not comment.",
        [("Шостка", "11-17", None, 2)],
    ),
    "a town in an oblast named without its type word (en)": (
        "Attack on Samar in Dnipropetrovsk: a man, 37, is dead.",
        [("Самар", "11-17", 1, None)],
    ),
    "a headline that only sums up what is told below (en)": (
        "Drone attacks on Druzhkivka: one dead, two wounded\nAt 7:20 a.m., a drone hit a car. The 57-year-old driver "
        "died at the scene.\nAt 8:40 a.m., another FPV drone struck a bus. Two women were wounded.",
        [("Дружківка", "11-17", 1, None), ("Дружківка", "11-17", None, 2)],
    ),
    "a lead that sums up towns of several oblasts (en)": (
        "Russian attack kills 2, injures 9\nA Russian missile attack killed two people and injured nine overnight.\nIn "
        "Stryi, a missile hit a house. A woman was killed and six people were injured.\nIn Sarny, a drone hit a depot. "
        "A locksmith was killed and three workers were hurt.",
        [("Стрий", "11-17", 1, 6), ("Сарни", "11-17", 1, 3)],
    ),
    "the background of an attack with another weapon (en)": (
        "Two guided bombs hit Sumy. Four people were injured.\nBackground: On 9 November, a drone crashed into a house "
        "in Sumy. No one was injured at the time.",
        [("Суми", "11-17", None, 4), ("Суми", "11-09", 0, 0)],
    ),
    "a port told by its sea (en)": (
        "A missile hit Reni, wounding three people.\nIn the Black Sea port of Pivdenne, drones set a barn on fire and "
        "wounded a sailor.",
        [("Рені", "11-17", None, 3), ("Південне", "11-17", None, 1)],
    ),
    "tonight is the night of the post (en)": (
        "Tonight the enemy attacked Okhtyrka with drones. A man was wounded.",
        [("Охтирка", "11-17", None, 1)],
    ),
    "more people of another town are that town's own (uk)": (
        "За даними ОВА, вночі 17 листопада двоє людей поранені в Мерефі, ще троє у Люботині від удару дронів.",
        [("Мерефа", "11-17", None, 2), ("Люботин", "11-17", None, 3)],
    ),
    "the town is told behind its oblast (uk)": (
        "На Харківщині внаслідок підриву на міні загинув тракторист. Це сталося на полі поблизу села Довгеньке.",
        [("Довгеньке", "11-17", 1, None)],
    ),
    "a title counts the people of towns told below (uk)": (
        "Обстріли Мерефи та Люботина: двоє загиблих, п'ятеро поранених\nУвечері 16 листопада дрони вдарили по Мерефі. "
        "Загинув сторож, поранено жінку.\nА вранці 17 листопада під вогонь потрапив Люботин. Загинула пенсіонерка, "
        "поранено чотирьох людей.",
        [("Мерефа", "11-16", 1, 1), ("Люботин", "11-17", 1, 4)],
    ),
    "the next strike at a clock time (uk)": (
        "Ворог сьогодні двічі атакував Мерефу.\nО 7:10 — «шахед» по котельні. Двоє поранених.\nО 8:30 — ще один, по "
        "житловому кварталу. Загинула жінка.",
        [("Мерефа", "11-17", None, 2), ("Мерефа", "11-17", 1, None)],
    ),
    "an agency's dateline dates no attack (uk)": (
        "МЕРЕФА. 17 листопада. УКРІНФОРМ. Рятувальники дістали тіло жінки. Тепер відомо про трьох загиблих.\nЯк "
        "повідомлялося, вдень 16 листопада ракета зруйнувала гуртожиток.",
        [("Мерефа", "11-16", 3, None)],
    ),
    "more people of one raion are no sum (uk)": (
        "Дронами ворог 12 разів атакував Ізюмський район. Пошкоджено ліцей. Загинули двоє чоловіків, 38 і 54 років. Ще "
        "троє поранені, серед них юнак.",
        [("Ізюмський", "11-17", 2, 3)],
    ),
    "the time is told behind the toll (ru)": (
        "Двое погибших в Дружковке. Удар был 15 ноября.",
        [("Дружківка", "11-15", 2, None)],
    ),
    "the time is told behind the toll (uk)": (
        "Дрон влучив у дім у Люботині. Поранено трьох людей. Це сталося вчора ввечері.",
        [("Люботин", "11-16", None, 3)],
    ),
    "the town is told behind the toll (ru)": (
        "На Харьковщине на мине подорвался трактор, погиб водитель. Случилось это в Балаклее.",
        [("Балаклія", "11-17", 1, None)],
    ),
    "the town is told behind the toll (uk)": (
        "На Харківщині внаслідок удару дрона поранено двох жінок. Трагедія сталася в Богодухові.",
        [("Богодухів", "11-17", None, 2)],
    ),
    "the town is told behind the toll (en)": (
        "A drone strike in Kharkiv Oblast injured two women. It happened in Bohodukhiv.",
        [("Богодухів", "11-17", None, 2)],
    ),
    "the past day is named by the heading (uk)": (
        "Ситуація за минулу добу на Харківщині. У Вовчанську від обстрілу загинув чоловік, у Куп'янську дрон поранив "
        "двох жінок, в Ізюмі снаряд пошкодив школу.",
        [("Вовчанськ", "11-17", 1, None), ("Куп'янськ", "11-17", None, 2), ("Ізюм", "11-17", None, None)],
    ),
    "the wounded were brought to two towns (ru)": (
        "По Лиману ударили две авиабомбы. Ранены пятеро, их забрали в Краматорск и Славянск.",
        [("Лиман", "11-17", None, 5)],
    ),
    "the enemy killed, with no strike named (uk)": (
        "Росіяни вбили двох жителів Нікополя, ще троє поранені.",
        [("Нікополь", "11-17", 2, 3)],
    ),
    "the enemy killed, with no strike named (ru)": (
        "Россияне убили мужа и жену в Никополе.",
        [("Нікополь", "11-17", 2, None)],
    ),
    "a town under the headings of two days (ru)": (
        "Херсонщина: за выходные полицейские записали 74 обстрела. Ранены шесть человек.\n15.11\n• Херсон — сброс с "
        "дрона, 4 раненых.\n16.11\n• Чернобаевка — ранена женщина 50 лет.\n• Херсон — артобстрел, ранен один человек.",
        [("Херсон", "11-15", None, 4), ("Чорнобаївка", "11-16", None, 1), ("Херсон", "11-16", None, 1)],
    ),
    "a town named by one sentence, of which the next tells (uk)": (
        "За 16 листопада на Сумщині поранено трьох людей, загиблих немає.\n• Тростянець — дрон влучив у крамницю, троє "
        "поранених.\n• Під ударом був Конотоп. Обійшлося без постраждалих.",
        [("Тростянець", "11-16", None, 3), ("Конотоп", "11-16", 0, 0)],
    ),
    "what hit a hromada is told in the next sentence (uk)": (
        "За добу на Чернігівщині поранено людину, загиблих немає.\nМена. Безпілотник влучив у їдальню, "
        "поранено кухарку.\n"
        "Сновська громада. Тут теж було неспокійно. Влучив «шахед».",
        [("Мена", "11-17", None, 1), ("Корюківський", "11-17", None, None)],
    ),
    "an oblast's settlements, including one of which the clause tells (en)": (
        "Russian attacks across Ukraine killed one civilian and injured 13 over the past day, regional "
        "authorities said.\n"
        "In Kherson Oblast, Russian forces targeted 30 settlements, including Kherson, where one person was killed and "
        "seven were injured.\nIn Dnipropetrovsk Oblast, two people were wounded in Nikopol.\nIn Chuhuiv, four people "
        "were injured.",
        [("Херсон", "11-17", 1, 7), ("Нікополь", "11-17", None, 2), ("Чугуїв", "11-17", None, 4)],
    ),
    "the toll from an attack of a named day (en)": (
        "The death toll from the Nov. 15 attack on Romny has risen to seven, with 21 injured, the State "
        "Emergency Service "
        "said. Search and rescue operations have concluded.",
        [("Ромни", "11-15", 7, 21)],
    ),
    "a first and a second blow, each in a line of its hour (uk)": (
        "Ромни пережили два удари\n06:10 – перший дрон влетів у котельню. Загинув слюсар, четверо людей поранені.\n"
        "06:40 – другий розірвався під школою. Поранено двох учителів.",
        [("Ромни", "11-17", 1, 4), ("Ромни", "11-17", None, 2)],
    ),
    "two towns, each with its own people": (
        "Вночі 17 листопада росіяни вдарили дронами. У Лозовій поранено двох людей. У Балаклії загинула жінка.",
        [("Лозова", "11-17", None, 2), ("Балаклія", "11-17", 1, None)],
    ),
    "a recap of another day is an incident of its own": (
        "16 листопада дрон влучив у будинок у Чугуєві, поранено двох людей. Нагадаємо, 10 листопада в Чугуєві від "
        "удару КАБ загинув чоловік.",
        [("Чугуїв", "11-16", None, 2), ("Чугуїв", "11-10", 1, None)],
    ),
    "a night of another date is an attack of its own, though a body was found in it": (
        "6 ноября FPV-дрон попал в Дружковке в машину, ранены двое. В ночь на 12 ноября две авиабомбы разрушили "
        "здесь пятиэтажку: под завалами нашли тело женщины.",
        [("Дружківка", "11-06", None, 2), ("Дружківка", "11-12", 1, None)],
    ),
    "a body found later is of the attack and not of today": (
        "Унаслідок обстрілу Комишувахи 15 листопада загинула жінка. Сьогодні під завалами знайшли тіло її чоловіка.",
        [("Комишуваха", "11-15", 2, None)],
    ),
    "people counted one in each of three towns, the sum before (uk)": (
        "За добу на Херсонщині загинули троє людей. По одному загиблому — у Херсоні, Кізомисі та Дар'ївці.",
        [
            ("Херсон", "11-17", 1, None),
            ("Кізомис", "11-17", 1, None),
            ("Дар'ївка", "11-17", 1, None),
        ],
    ),
    "more people in the next town behind a dash (uk)": (
        "Обстріли Донеччини. Загинув чоловік у Лимані, ще двоє — у Родинському.",
        [("Лиман", "11-17", 1, None), ("Родинське", "11-17", 2, None)],
    ),
    "one more in the next town by a digit (uk)": (
        "Обстріли Донеччини. Один загиблий у Лимані, ще 1 в Родинському.",
        [("Лиман", "11-17", 1, None), ("Родинське", "11-17", 1, None)],
    ),
    "one person of an oblast, and the strike behind a colon (uk)": (
        "На Сумщині загинув чоловік: дрон ударив по Великій Писарівці.",
        [("Велика Писарівка", "11-17", 1, None)],
    ),
    "a town with a hromada that it does not lie in (uk)": (
        "Поблизу села Князівка Нововоронцовської громади Бериславського району обстрілом поранено водія.",
        [("Князівка", "11-17", None, 1)],
    ),
    "a town in one of the hromadas of a name (uk)": (
        "У селі Одноробівка (Золочівська громада) обстрілом поранено двох.",
        [("Одноробівка", "11-17", None, 2)],
    ),
    "a death in hospital and the day of the wound (ru)": (
        "В больнице скончался 44-летний житель Марганца, пострадавший 10 ноября.",
        [("Марганець", "11-10", None, None)],
    ),
    "a death in hospital and the day of the wound (uk)": (
        "У лікарні померла дівчинка, поранена 12 листопада в Тернополі.",
        [("Тернопіль", "11-12", None, None)],
    ),
    "people counted one in each of two towns": (
        "За добу в Донецькій області загинули двоє людей – по одному в Лимані та в Дружківці.",
        [("Лиман", "11-17", 1, None), ("Дружківка", "11-17", 1, None)],
    ),
    "a raion's bullet with a strike of its own is no sum": (
        "Київщина! Ворог атакує дронами. Вже є наслідки в двох районах:\n"
        "▪️Броварський: у Погребах загинула жінка 64 років.\n"
        "▪️Вишгородський: у полі лежать уламки збитого дрона, обійшлося без постраждалих.",
        [("Погреби", "11-17", 1, None), ("Вишгородський", "11-17", 0, 0)],
    ),
    "a second strike at another hour (uk)": (
        "Ромни. Цієї ночі дрони пошкодили дві підстанції. О 11:20 росіяни вдарили ще раз, знову дроном. Поранено "
        "електромонтера.",
        [("Ромни", "11-17", None, None), ("Ромни", "11-17", None, 1)],
    ),
    "a second strike at another hour (ru)": (
        "Ромны. Этой ночью дроны повредили две подстанции. В 9:20 россияне ударили ещё раз, снова дроном. Ранены двое.",
        [("Ромни", "11-17", None, None), ("Ромни", "11-17", None, 2)],
    ),
    "a second strike at another hour (en)": (
        "Last night drones damaged two substations in Romny. At 9:20 the enemy struck once more with a drone. Two "
        "people "
        "were wounded.",
        [("Ромни", "11-17", None, None), ("Ромни", "11-17", None, 2)],
    ),
    "two strikes told in one sentence (uk)": (
        "О 07:20 дрон влучив у магазин у Херсоні, поранено жінку, а о 08:40 артилерія обстріляла місто, загинув "
        "чоловік.",
        [("Херсон", "11-17", None, 1), ("Херсон", "11-17", 1, None)],
    ),
    "two strikes told in one sentence (ru)": (
        "В 7:20 дрон попал в магазин в Херсоне, ранена женщина, а в 8:40 артиллерия обстреляла город, погиб мужчина.",
        [("Херсон", "11-17", None, 1), ("Херсон", "11-17", 1, None)],
    ),
    "two strikes told in one sentence (en)": (
        "At 7:20 a drone hit a shop in Kherson, wounding a woman, and at 8:40 artillery shelled the city, killing "
        "a man.",
        [("Херсон", "11-17", None, 1), ("Херсон", "11-17", 1, None)],
    ),
    "today's toll is no attack of today (uk)": (
        "Не вижив ще один поранений під час удару по Ромнах 12 листопада. На сьогодні загиблих — 5, поранених — 14.",
        [("Ромни", "11-12", 5, 14)],
    ),
    "today's toll is no attack of today (en)": (
        "One more victim of the November 12 attack on Romny. A man of 33 turned to the doctors today.",
        [("Ромни", "11-12", None, None)],
    ),
    "a headline over two raions is told again town by town (uk)": (
        "Двоє поранених у Нікопольському та Синельниківському районах\nУчора ворог бив дронами. У Нікополі поранено "
        "чоловіка 50 років. У Межовій поранено жінку.",
        [("Нікополь", "11-16", None, 1), ("Межова", "11-16", None, 1)],
    ),
    "a headline over two raions is told again town by town (ru)": (
        "Пострадали двое жителей Никопольского и Синельниковского районов. Вчера враг бил дронами. В Никополе ранен "
        "мужчина 50 лет. В Межевой ранена женщина.",
        [("Нікополь", "11-16", None, 1), ("Межова", "11-16", None, 1)],
    ),
    "a headline over two raions is told again town by town (en)": (
        "Two people wounded in Nikopol and Synelnykove districts. Yesterday the enemy attacked with drones. A man, 50, "
        "was wounded in Nikopol. In Mezhova a woman was wounded.",
        [("Нікополь", "11-16", None, 1), ("Межова", "11-16", None, 1)],
    ),
    "a headline without a date and the night that it is about (en)": (
        "Seven injured in overnight drone attack on Romny\nRussian forces attacked Romny in the early hours of Monday, "
        "November 17, leaving seven people injured.",
        [("Ромни", "11-17", None, 7)],
    ),
    "a headline without a date and the night that it is about (uk)": (
        "Семеро поранених унаслідок нічної атаки на Ромни\nУ ніч на 17 листопада росіяни вдарили по Ромнах дронами, "
        "поранено сімох людей.",
        [("Ромни", "11-17", None, 7)],
    ),
    "a raion as the place of a bullet with a date": (
        "Тиждень 10–16 листопада під обстрілами: 30 атак.\n🔹 11 листопада, Шостка. Пошкоджено вокзал, поранено двох "
        "людей.\n🔹 13 листопада, Одещина, Подільський район. Дрони пошкодили колію. Без постраждалих.\n"
        "🔹 15 листопада, Лозова. Дрон влучив у депо, загинув слюсар.",
        [("Шостка", "11-11", None, 2), ("Подільський", "11-13", 0, 0), ("Лозова", "11-15", 1, None)],
    ),
    "people described in each of two towns (uk)": (
        "За добу на Харківщині поранено двох: чоловіка 63 років у Куп'янську та жінку 77 років у Чугуєві.",
        [("Куп'янськ", "11-17", None, 1), ("Чугуїв", "11-17", None, 1)],
    ),
    "people described in each of two towns (ru)": (
        "За сутки по Харьковской области двое раненых: мужчина 63 лет в Купянске и женщина 77 лет в Чугуеве.",
        [("Куп'янськ", "11-17", None, 1), ("Чугуїв", "11-17", None, 1)],
    ),
    "people described in each of two towns (en)": (
        "Over the past day two people were wounded in Kharkiv region: a man, 63, in Kupiansk and a woman, 77, in "
        "Chuhuiv.",
        [("Куп'янськ", "11-17", None, 1), ("Чугуїв", "11-17", None, 1)],
    ),
    "a count of strikes is no hit of its place": (
        "За минулу добу на Запоріжжі ворог завдав 60 ударів.\n4 обстріли з РСЗВ накрили Новоандріївку.\nВ Оріхові дрон "
        "поранив чоловіка.\nУ Гуляйполі пошкоджено школу.\nУ Степногірську поранено жінку.",
        [("Оріхів", "11-17", None, 1), ("Гуляйполе", "11-17", None, None), ("Степногірськ", "11-17", None, 1)],
    ),
}


@pytest.mark.parametrize("case", INCIDENTS)
def test_a_post_is_cut_into_its_attacks(reader: Reader, case: str) -> None:
    text, expected = INCIDENTS[case]
    assert [told(report) for report in read(reader, text).reports] == expected


TOTALS = {
    "a list of oblasts behind the first one's sum (uk)": (
        "Війна триває. Лише на Сумщині за цей тиждень загинули 7 осіб, 15 поранено. У Харківській області 1 людина "
        "загинула, ще 4 поранено. На Чернігівщині – 2 загиблих і 3 поранених.",
        [("UA59", None, 7, 15), ("UA63", None, 1, 4), ("UA74", None, 2, 3)],
    ),
    "a list of oblasts behind the first one's sum (ru)": (
        "Только в Сумской области за эту неделю погибли 7 человек, 15 ранены. В Харьковской области 1 погибший и 4 "
        "раненых. В Черниговской области – 3 раненых.",
        [("UA59", None, 7, 15), ("UA63", None, 1, 4), ("UA74", None, None, 3)],
    ),
    "a list of oblasts behind the first one's sum (en)": (
        "In Sumy Oblast alone seven people were killed and 15 injured over the past week. In Kharkiv Oblast, one was "
        "killed and four were injured. In Chernihiv Oblast, three were injured.",
        [("UA59", None, 7, 15), ("UA63", None, 1, 4), ("UA74", None, None, 3)],
    ),
    "several figures of each town make up the sum (uk)": (
        "За добу від обстрілів загинули троє людей, ще шестеро поранені: у Слатиному – 2 загиблих і 1 поранений, в "
        "Дергачах – 1 загиблий і 5 поранених.",
        [("UA63", None, 3, 6)],
    ),
    "a couple and two women make up the sum (uk)": (
        "За даними Харківської ОВА, постраждали четверо людей: у Вовчанську – 61-річна і 70-річна жінки, у Липцях – "
        "подружжя, 58 і 63 років.",
        [("UA63", None, None, 4)],
    ),
    "more people in the oblast beside a town's (uk)": (
        "За добу на Харківщині загинули двоє жителів Дергачів, ще семеро людей в області поранені.",
        [("UA63", None, 2, 7)],
    ),
    "more people in the oblast beside a town's (ru)": (
        "За сутки на Харьковщине погибли двое жителей Дергачей, ещё семь человек в области ранены.",
        [("UA63", None, 2, 7)],
    ),
    "an oblast's people with the weapons that hurt them (en)": (
        "Russian attacks kill 5, injure 14 over past day\nTwo people were killed and 3 injured in Lyman, Donetsk "
        "Oblast.\nIn Sumy Oblast, two civilians were wounded after Russian forces used drones and guided bombs.\n"
        "In Kherson Oblast, three people were killed and nine wounded, with Russia targeting homes.",
        [(None, None, 5, 14), ("UA59", None, None, 2), ("UA65", None, 3, 9)],
    ),
    "an oblast told with its centre (uk)": (
        "За добу в Харкові та області постраждали четверо людей.\nУ Куп'янську пошкоджено школу. У Чугуєві поранено "
        "жінку.",
        [("UA63", None, None, 4)],
    ),
    "an oblast told with its centre (ru)": (
        "За сутки в Херсоне и области ранены 12 человек, двое погибли.",
        [("UA65", None, 2, 12)],
    ),
    "an oblast's day beside one town (uk)": (
        "За минулу добу на Запоріжжі загинула одна людина, семеро поранені.\nУ Степногірську пошкоджено будинок.",
        [("UA23", None, 1, 7)],
    ),
    "English districts under a heading in the singular": (
        "Poltava region: the week in figures\nKilled: 6 civilians\nWounded: 31\nBy district:\n• Myrhorod – "
        "3 killed, 18 "
        "wounded\n• Lubny – 2 killed, 9 wounded",
        [("UA53", None, 6, 31), ("UA53", "Миргородський", 3, 18), ("UA53", "Лубенський", 2, 9)],
    ),
    "a raion's sum of which one is described": (
        "Over the past day one person died and eight were hurt in Chernihiv Oblast, the governor said.\nTwo "
        "people were "
        "injured in Pryluky and one in Nizhyn.\nRussian attacks on the Koriukivka district killed a woman, 44, and "
        "injured five other residents.",
        [("UA74", None, 1, 8), ("UA74", "Корюківський", 1, 5)],
    ),
    "the country's month": (
        "In October, at least 148 civilians were killed and 929 injured in Ukraine, the UN mission said.",
        [(None, None, 148, 929)],
    ),
    "a day over an oblast": (
        "За минулу добу на Сумщині загинула одна людина, ще семеро поранені.\nУ Білопіллі FPV-дрон поранив чоловіка 40 "
        "років.\nУ Шостці пошкоджено школу.",
        [("UA59", None, 1, 7)],
    ),
    "an oblast's sum after its towns is the oblast's": (
        "Обстрелы за сутки: области и пострадавшие\nЗа минувшие сутки под ударами были три области.\n"
        "▪️ Харьковская область. В Боровой погиб мужчина 47 лет. Всего по области – один "
        "погибший и семеро раненых.\n▪️ Сумская область. Ранены трое жителей.\n▪️ Херсонская область. Ранены пятеро.",
        [("UA63", None, 1, 7), ("UA59", None, None, 3), ("UA65", None, None, 5)],
    ),
    "the whole that a sentence breaks down": (
        "За добу в Донецькій області загинули двоє людей – по одному в Лимані та в Дружківці.",
        [("UA14", None, 2, None)],
    ),
    "a raion with its centre in brackets": (
        "Week in the Kharkiv region (November 10-16)\n68 settlements were under the strikes of the enemy. The "
        "consequences: 4 dead, 19 wounded.\nBy districts:\n"
        "— Izium: 1 dead, 7 wounded;\n— Kharkiv (with the regional centre): 3 dead, 12 wounded.",
        [("UA63", None, 4, 19), ("UA63", "Ізюмський", 1, 7), ("UA63", "Харківський", 3, 12)],
    ),
    "no sum where one attack is told": (
        "Four hurt as drones hunt a crew in Kupiansk district\nRussian FPV drones attacked a police crew near "
        "Hrushivka on November 16, wounding four people.",
        [],
    ),
    "the wounded behind the dead that are broken down by towns (uk)": (
        "За добу: обстріли трьох областей.\nУ Донецькій області загинули двоє: один у Лимані, один у Дружківці. Ще "
        "шестеро людей поранені.\nНа Сумщині поранено трьох.\nУ Херсонській області один загиблий.",
        [("UA14", None, 2, 6), ("UA59", None, None, 3), ("UA65", None, 1, None)],
    ),
    "one person of an oblast whose town is named": (
        "За 16 листопада росіяни вбили 1 жителя Донеччини: у Лимані.\n\nЩе 8 людей в області за добу дістали "
        "поранення.",
        [("UA14", None, 1, 8)],
    ),
    "a number before the period does not count its days": (
        "Russian attacks kill 5, injure 27 over past day\n\nIn Kherson Oblast, 2 people were killed and 7 injured "
        "over the "
        "past day. In Kharkiv Oblast, three were killed and 20 injured.",
        [(None, None, 5, 27), ("UA65", None, 2, 7), ("UA63", None, 3, 20)],
    ),
    "a day over an oblast beside one strike of today (ru)": (
        "Сумщина за сутки: один погибший, 11 раненых\nПод ударами за минувшие сутки побывали 29 населённых пунктов. "
        "Повреждены 14 домов.\nКроме того, сегодня около 7:20 в Белополье дрон ранил мужчину.",
        [("UA59", None, 1, 11)],
    ),
    "a lead over several oblasts (en)": (
        "Russia attacked Ukraine with drones overnight, killing three people and "
        "injuring at least 12, officials said.\n\n"
        "In Odesa, a drone hit a house, killing two people and injuring five.\n\nIn Kharkiv, one person was killed and "
        "six were wounded.",
        [(None, None, 3, 12)],
    ),
    "a lead over several oblasts (uk)": (
        "Уночі Росія атакувала Україну дронами: троє людей загинули, 11 поранені.\n\nВ "
        "Одесі дрон влучив у будинок: двоє "
        "загиблих, п'ятеро поранених.\n\nУ Харкові одна людина загинула, шестеро поранені.",
        [(None, None, 3, 11)],
    ),
    "a lead over several oblasts (ru)": (
        "Ночью Россия атаковала Украину дронами: три человека погибли, 11 ранены.\n\nВ Одессе дрон попал в дом: двое "
        "погибших, пятеро раненых.\n\nВ Харькове один человек погиб, шестеро ранены.",
        [(None, None, 3, 11)],
    ),
    "a death placed behind the sum": (
        "Overnight and over the past day, attacks on regions\n\nDonetsk region: one "
        "person was killed and six were wounded. "
        "The fatality was recorded in Lyman.\n\nKherson region: two people were "
        "injured.\n\nSumy region: four people were "
        "injured.",
        [("UA14", None, 1, 6), ("UA65", None, None, 2), ("UA59", None, None, 4)],
    ),
    "a strike on a raion in an oblast's line": (
        "Over the past night:\n🔹 Odesa region: drones damaged a substation in the Izmail district; two workers were "
        "wounded;\n🔹 Poltava region: a missile hit a facility in the Lubny district. One employee died;\n🔹 Chernihiv "
        "region: a drone hit a substation in the Pryluky district. There are no injured.",
        [],
    ),
    "a headline's sum that is a raion's": (
        "Russians launch 389 strikes on Zaporizhzhia region, two injured\nOn November 16, the enemy struck 11 "
        "settlements "
        "of Zaporizhzhia region.\nTwo people were injured in attacks on the Polohy district.\nIn Orikhiv, a bomb hit a "
        "shop, without casualties.",
        [("UA23", "Пологівський", None, 2)],
    ),
}


@pytest.mark.parametrize("case", TOTALS)
def test_the_sums_of_a_post_are_told_apart_from_its_attacks(reader: Reader, case: str) -> None:
    text, expected = TOTALS[case]
    assert [summed(total) for total in read(reader, text).totals] == expected


def test_oblasts_as_headings_make_a_round_up(reader: Reader) -> None:
    text = (
        "Вночі 17 листопада ворог атакував енергетику дронами.\n\nОдещина. Пошкоджено дві підстанції в Ізмаїлі.\n\n"
        "Чернігівщина. У Ніжині дрон поранив двох людей.\n\nПолтавщина. Ракета пошкодила школу в Лубнах."
    )
    assert read(reader, text).kind is Kind.ROUNDUP


AFTER_ONE_TOWN = {
    "uk": "Уночі ворог ударив ракетою по Лозовій: загинули троє людей, 13 поранено. Загалом за добу на Харківщині "
    "четверо людей загинули, 20 поранені.",
    "uk raion": "Уночі ворог ударив ракетою по Лозовій. Загинули троє людей, 13 поранено. За тиждень у Лозівському "
    "районі загинуло четверо людей, 20 поранено.",
    "ru": "Ночью враг ударил ракетой по Лозовой: погибли три человека, 13 ранены. Всего за сутки в Харьковской области "
    "погибли четыре человека, 20 ранены.",
    "en": "A missile hit Lozova overnight, killing three people and wounding 13. In total, four people have been "
    "killed and 20 injured in Kharkiv region over the past week.",
    "uk without a period": "Уночі ворог ударив ракетою по Лозовій: загинули троє людей, 13 поранено. Усього на "
    "Харківщині четверо загиблих і 20 поранених.",
}


@pytest.mark.parametrize("language", AFTER_ONE_TOWN)
def test_the_sum_of_an_area_behind_one_town_is_no_figure_of_the_town(reader: Reader, language: str) -> None:
    reading = read(reader, AFTER_ONE_TOWN[language])
    assert reading.kind is Kind.INCIDENT
    assert [(report.killed.total, report.injured.total) for report in reading.reports] == [(3, 13)]
    assert [(total.killed.total, total.injured.total) for total in reading.totals] == [(4, 20)]


def test_a_conclusion_about_the_strike_itself_is_no_sum(reader: Reader) -> None:
    text = (
        "Росіяни вдарили по Лозовій. Троє людей загинули, 13 поранені. Таким чином, на Харківщині внаслідок удару "
        "троє загиблих і 13 поранених."
    )
    assert read(reader, text).totals == ()


COUNTED_WITH_OTHERS = {
    "uk": "За добу постраждали 16 людей. На Харківщині поранено 11 людей, обстріляно Харків і ще шість населених "
    "пунктів. У Сумах поранено чотирьох людей. У Оріхові на Запоріжжі поранено жінку.",
    "en": "Russian attacks injure 16 over past day. Eleven people were injured in Kharkiv Oblast as Russian forces "
    "targeted Kharkiv and six other settlements. In Sumy, a drone injured four people. A woman was wounded in Orikhiv.",
}


@pytest.mark.parametrize("language", COUNTED_WITH_OTHERS)
def test_a_town_counted_with_others_is_no_incident_of_the_oblasts_sum(reader: Reader, language: str) -> None:
    reading = read(reader, COUNTED_WITH_OTHERS[language])
    assert {report.place.settlement for report in reading.reports} == {"Суми", "Оріхів"}
    assert 11 in [total.injured.total for total in reading.totals]


SUM_OF_RAIONS = {
    "uk": "2 загиблих і 4 поранених — наслідки ударів по Пологівському та Василівському районах. За добу ворог завдав "
    "210 ударів по 14 населених пунктах області. Пошкоджено будинки.",
    "ru": "2 погибших и 4 раненых — последствия ударов по Пологовскому и Васильевскому районам. За сутки враг нанёс "
    "210 ударов по 14 населённым пунктам области. Повреждены дома.",
}


@pytest.mark.parametrize("language", SUM_OF_RAIONS)
def test_a_headline_that_sums_several_raions_is_an_incident_of_none(reader: Reader, language: str) -> None:
    reading = read(reader, SUM_OF_RAIONS[language])
    assert not [report for report in reading.reports if report.place.raion]
    assert [(total.killed.total, total.injured.total) for total in reading.totals] == [(2, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "Удар по ринку в Лимані того ж дня, який забрав життя дев'ятьох людей, лишився без уваги світу.",
        "Удар по рынку в Лимане в тот же день, который унёс жизни девяти человек, остался без внимания.",
    ],
)
def test_the_same_day_without_a_day_before_it_dates_nothing(reader: Reader, text: str) -> None:
    assert not read(reader, text).reports


@pytest.mark.parametrize("heading", ["Ситуація за добу на Сумщині", "Обстріли за добу на Сумщині"])
def test_the_day_in_a_heading_is_a_period(reader: Reader, heading: str) -> None:
    text = f"{heading}: у Шостці дрон поранив двох жінок, у Ворожбі снаряд убив чоловіка, у Глухові горів склад."
    assert {report.when.start.day for report in read(reader, text).reports} == {16}


@pytest.mark.parametrize(
    "text",
    [
        "У Лимані дрон ударив по ринку, поранено двох людей.\n\nУночі Росія випустила по Україні 96 дронів, збито 81.",
        "В Лимане дрон ударил по рынку, ранены двое.\n\nНочью Россия выпустила по Украине 96 дронов, сбит 81.",
        "A drone hit a market in Lyman, wounding two.\n\nOvernight, Russia launched 96 drones at Ukraine, 81 downed.",
    ],
)
def test_what_was_launched_over_the_country_is_not_of_the_town_before(reader: Reader, text: str) -> None:
    (report,) = read(reader, text).reports
    assert (report.when.part, [weapon.count for weapon in report.weapons]) == (None, [None])


@pytest.mark.parametrize(
    "text",
    [
        "У Чугуєві поранено двох людей після удару дрона. Нагадаємо, 12 листопада Лиман зазнав ракетного удару.",
        "В Чугуеве ранены двое после удара дрона. 12 ноября ракетному удару подвергся Лиман.",
        "Two were wounded by a drone in Chuhuiv. On Nov. 12, Lyman came under a missile attack.",
        "Two were wounded by a drone in Chuhuiv. On Nov. 12, Russia hit Lyman with missiles.",
    ],
)
def test_a_town_that_underwent_an_attack_is_an_incident(reader: Reader, text: str) -> None:
    reports = read(reader, text).reports
    assert [(report.place.settlement, report.when.end.day) for report in reports] == [("Чугуїв", 17), ("Лиман", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "Дрони били по Ізюму й Лиману.\n\nВ Ізюмі розбито склад.\n\nУ Лимані горів дах.\n\nНіде нікого не поранено.",
        "Дроны били по Изюму.\n\nВ Изюме разбит склад.\n\nВ Лимане горел дом.\n\nПострадавших нигде нет.",
        "Drones hit Izium.\n\nA shop burned in Izium.\n\nA school burned in Lyman.\n\nNo one was hurt.",
    ],
)
def test_nobody_hurt_anywhere_is_told_of_every_place(reader: Reader, text: str) -> None:
    reports = read(reader, text).reports
    assert [(report.place.settlement, total_of(report)) for report in reports] == [("Ізюм", 0), ("Лиман", 0)]


def total_of(report: Report) -> int | None:
    return report.injured.total if report.injured is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "У Сумському районі дрон поранив двох людей. У самих Сумах тихо. У самому Конотопі вибито вікна в школі.",
        "У Конотопському районі дрон поранив двох людей. У самому Конотопі дрон вибив вікна в школі.",
        "В Конотопском районе дрон ранил двоих человек. В самом Конотопе дрон выбил окна в школе.",
        "A drone wounded two people in Konotop district. In Konotop itself a drone broke the windows of a school.",
    ],
)
def test_a_town_itself_is_apart_from_the_area_around_it(reader: Reader, text: str) -> None:
    figures = {report.place.settlement: total_of(report) for report in read(reader, text).reports}
    assert figures == {None: 2, "Конотоп": None}


def test_the_day_behind_a_blow_is_not_that_of_what_ended_later(reader: Reader) -> None:
    for text in (
        "Суми. Пошуки на місці удару 13 листопада закінчили сьогодні о 9:00, повідомили в ДСНС. Загинули 12 людей.",
        "Сумы. Поиски на месте удара 13 ноября закончили сегодня в 9:00, сообщили в ГСЧС. Погибли 12 человек.",
        "Sumy. The search at the site of the strike of November 13 ended today at 09:00. Twelve people were killed.",
    ):
        assert [report.when.end.day for report in read(reader, text).reports] == [13], text


def test_a_fire_that_no_attack_lit_is_no_scene(reader: Reader) -> None:
    text = (
        "За добу на Сумщині. У Ромнах дрон влучив у дім, поранено трьох людей.\n"
        "У Глухові сталася пожежа в хаті. Загинула господиня 77 років. Причина — необережне поводження з вогнем."
    )
    assert [report.place.settlement for report in read(reader, text).reports] == ["Ромни"]
