"""The table of English phrases that say when; `date_scanner.py` looks for them all at once.

A rule is a name and a regular expression with named groups; `dates.py` says what each rule comes to. Where two rules
match at one place the one higher in the table wins. Months and weekdays must be capitalised: "may", "march", "sun" and
"sat" are other words.
"""

MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?![a-z])"
)
MONTH_SHORT = (
    r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
    r"(?:\.|(?![A-Za-z])))"
)
MONTH_CAPITALS = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?![A-Za-z])"
ROMAN = r"(?:VIII|VII|VI|IV|IX|XII|XI|X|V|III|II|I)"
MONTH = rf"(?:{MONTH_NAME}|{MONTH_SHORT})"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)(?![a-rt-z])"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?"
YEAR = r"(?:1[89]\d\d|20\d\d)(?![\d%]|[.,:]\d)"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
COUNT = (
    rf"(?:\d{{1,3}}(?:\s1/2)?|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[- ](?:{_ONES}))?"
    rf"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|{_ONES})"
)
NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,4}(?:st|nd|rd|th))"
VAGUE = r"(?:a couple(?: of)?|couple of|a few|few|several|some|many)"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|midday|noon|dawn|dusk)"
SEASON = r"(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter)"
PART = (
    r"(?:(?P<part>early|late|mid|(?:first|last|final) (?:days|weeks|months) of"
    r"|(?:first|second|third|fourth|last|final) week (?:of|in)|beginning of|start of|end of|middle of"
    r"|turn of)[ -](?:the )?)"
)
_CLOCK = r"(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?(?:\s(?:[A-Z]{1,2}[DS]T|GMT|local time))?)"

RULES: tuple[tuple[str, str], ...] = (
    (
        "iso",
        (
            r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])"
            r"(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])(?:T\d\d:\d\d\S*)?(?![\d/-])"
        ),
    ),
    ("numeric", r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/-])"),
    (
        "numeric",
        (
            r"(?:(?<=\bon )|(?<=\bOn )|(?<=\bof )|(?<=\bby )|(?<=since )|(?<=dated )|(?<=until )|(?<=from ))"
            r"(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[0-3]?\d)(?P=sep)(?P<year>\d\d)(?![\d/-]|[.,:%]\d)"
        ),
    ),
    ("roman", rf"(?P<day>{DAY})[. ](?P<roman>{ROMAN})[. ](?P<year>{YEAR})"),
    (
        "military",
        rf"(?P<day>{DAY})\s?(?P<month>{MONTH_CAPITALS})\s?['’]?(?P<year>\d\d)(?!\d|[:.]\d|\s[A-Za-z]{{3,}}s\b)",
    ),
    (
        "day_range",
        (
            rf"(?P<day>{DAY})\s?(?:-|–|—|to|and)\s?(?P<day2>{DAY})(?: of)?\s(?P<month>{MONTH})"
            rf"(?:,?\s?(?P<year>{YEAR}))?"
        ),
    ),
    (
        "day_range",
        (
            rf"(?P<month>{MONTH})\s(?P<day>{DAY})\s?(?:-|–|—|to)\s?(?P<day2>{DAY})(?![\d:])"
            rf"(?:,?\s(?P<year>{YEAR}))?"
        ),
    ),
    (
        "full",
        (
            rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s)?(?:the\s)?(?P<day>{DAY})(?:\sof)?[\s-]?"
            rf"(?P<month>{MONTH}),?[\s-]?(?P<year>{YEAR})"
        ),
    ),
    (
        "full",
        (
            rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY}),?\s?"
            rf"(?P<year>{YEAR})"
        ),
    ),
    (
        "nth_weekday",
        (
            rf"(?:the )?(?P<nth>first|second|third|fourth|last|final) (?P<weekday>{WEEKDAY}) (?:of|in)"
            rf" (?P<month>{MONTH_NAME})(?:,? (?P<year>{YEAR}))?"
        ),
    ),
    ("month_year", rf"{PART}?(?P<month>{MONTH})(?: of|,)?\s(?P<year>{YEAR})"),
    ("month_year", rf"(?P<year>{YEAR}),?\s(?P<month>{MONTH_NAME})(?=\s?[:;,.)–—-])"),
    (
        "month_of",
        (
            rf"{PART}?(?P<month>{MONTH_NAME}) (?P<which>(?:of )?(?:this|last|the same|the previous"
            rf"|the following|next|that)) year"
        ),
    ),
    (
        "month_day",
        (
            rf"(?<!\bin )(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s(?:the\s)?)?(?P<month>{MONTH})\s(?:the\s)?"
            rf"(?P<day>{DAY})(?![\d%]|[.,:]\d)"
        ),
    ),
    (
        "month_day",
        (
            rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s)?(?:the\s)?(?<![\d.,])(?P<day>{DAY})"
            rf"(?:\sof)?\s(?P<month>{MONTH_NAME}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
        ),
    ),
    (
        "season",
        (
            rf"(?:{PART}|(?P<which>this|last|next|previous|past)\s)?(?P<season>{SEASON}) "
            rf"(?:of |in )?(?P<year>{YEAR})"
        ),
    ),
    ("season", rf"(?:{PART})?(?P<which>this|that|last|next|this past|past|previous)\s(?P<season>{SEASON})(?! of)\b"),
    (
        "season_bare",
        (
            rf"(?:in|since|by|until|during|for|over) (?:the )?{PART}?(?P<season>spring"
            rf"|summer|autumn|winter)\b(?! of\b| \d| in \d| camp| offensive| campaign)"
        ),
    ),
    ("quarter", rf"(?:(?P<q>first|second|third|fourth|last) quarter (?:of )?|Q(?P<qn>[1-4])[ /]?)(?P<year>{YEAR})"),
    ("half", rf"(?P<half>first|second) half of (?:the year )?(?P<year>{YEAR})"),
    ("decade", rf"{PART}?(?P<year>(?:1[89]|20)\d)0['’]?s\b"),
    ("decade", rf"{PART}?['’](?P<short>[2-9])0s\b"),
    ("decade", rf"{PART}?(?:the )?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
    ("century", r"(?P<ordinal>1[5-9]|20|21)(?:st|th)[ -]century"),
    (
        "holiday",
        (
            r"(?:(?P<which>last|this|next|this coming) )?(?P<holiday>Christmas(?: [Ee]ve| [Dd]ay)?"
            r"|New Year['’]?s (?:[Ee]ve|[Dd]ay)"
            r"|Thanksgiving(?: Day)?|Good Friday|Palm Sunday|Easter(?: Sunday| Monday)?|N[ao]w?r[uo]+z|Nevruz|Newroz"
            r"|Ramad[ah]+n(?! [A-Z])|Eid [au]l[- ][Ff]itr|Eid [au]l[- ][Aa]d[hn]?ha|Ashura)\b"
            rf"(?:,?\s(?:in |of )?(?P<year>{YEAR}))?"
        ),
    ),
    (
        "month_which",
        (
            rf"{PART}?(?P<which>this|last|next|this past|this coming|the previous|the following)\s"
            rf"{PART.replace('part', 'part2')}?(?P<month>{MONTH_NAME})"
        ),
    ),
    ("month", rf"{PART}(?P<month>{MONTH_NAME}|{MONTH_SHORT})"),
    ("month", rf"(?P<month>{MONTH_NAME}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)"),
    (
        "overnight_to",
        (
            rf"(?:overnight,? (?:(?:in)?to|on|from|between) (?:early )?(?:{WEEKDAY} (?:in)?(?:to|and) )?"
            rf"|(?:the )?night (?:(?:of |from |between )?{WEEKDAY} (?:in)?(?:to|and) |(?:in)?to ))"
            rf"(?P<weekday>{WEEKDAY})(?! (?:night|evening))"
        ),
    ),
    ("clock", rf"(?P<clock>{_CLOCK})(?:,? on)?,?\s(?P<weekday>{WEEKDAY})"),
    (
        "weekday",
        (
            rf"(?:(?P<part>early|late)\s(?:on\s)?)?(?:(?P<which>last|next|this|this past"
            rf"|this coming|the previous|the following|previous|following)\s)?(?P<weekday>{WEEKDAY})"
            rf"(?:['’]s)?(?:\s(?P<daypart>{PART_OF_DAY}))?(?:\s(?:of )?(?P<late>last week|this week"
            rf"|next week|a week ago|last)\b(?! [a-z]+day))?"
        ),
    ),
    (
        "deictic",
        (
            r"(?P<word>the day before yesterday|the day after tomorrow|today|tonight|yesterday"
            r"|tomorrow|overnight|last night|this (?:morning|afternoon|evening)|Today"
            r"|Yesterday|Tonight|Overnight|Tomorrow|Last night|This (?:morning|afternoon"
            r"|evening))\b(?:['’]s)?(?:\s(?P<daypart>morning|afternoon|evening|night)\b)?"
        ),
    ),
    (
        "days_ago",
        (
            rf"(?P<more>(?:more than|over|nearly|almost|about|around|some|less than|at least|exactly|under)\s)?"
            rf"(?P<count>{COUNT}|{VAGUE}|an?|half an?)\s(?P<unit>{UNIT})s?\s(?P<way>ago"
            rf"|earlier|before that|later|afterwards?|previously)\b(?: (?:on )?(?P<base>today|yesterday"
            rf"|this month|this week|{WEEKDAY}))?"
        ),
    ),
    ("days_ago", rf"(?<=\b)(?P<count>)(?P<unit>{UNIT})s (?P<way>ago|earlier|later)\b"),
    (
        "offset",
        (
            rf"(?:(?:just|only|less than|about|some) )?(?P<count>{COUNT}|{VAGUE}|an?)\s"
            rf"(?P<unit>{UNIT})s?\s(?P<way>after|before|since|from)\b"
        ),
    ),
    ("offset", r"(?P<count>)(?P<unit>hour|day|week|month|year)s (?P<way>after|before)\b"),
    (
        "next_day",
        (
            r"(?P<which>the) (?P<unit>day|night|morning|week|month|year|evening|afternoon)"
            r" (?P<before>before)(?=\s*(?:[.,;:!?\"”)]|$|and\b|but\b))"
        ),
    ),
    (
        "next_day",
        (
            r"(?P<which>the (?:very )?(?:next|following|previous|preceding|same)|that"
            r"(?: same)?|that very|(?<=[Oo]n )the) (?P<unit>day|night|morning|week|month"
            r"|year|evening|afternoon|weekend)\b(?!s| of\b)(?P<before>)"
        ),
    ),
    (
        "hours_to",
        (
            r"(?:in|over|during|within|for) the (?:last |past )?(?P<hours>24|48|72) hours"
            rf" (?:to|until|till|ending|up to) (?:(?:late|early|midnight|noon|dawn|on) (?:on )?)?(?P<weekday>{WEEKDAY})"
        ),
    ),
    (
        "window",
        (
            rf"(?:(?P<pre>in|over|during|within|for|throughout) )?(?:the |these )?(?P<which>last"
            rf"|past|previous|next|coming|recent)\s(?P<count>{COUNT}|{VAGUE})\s(?:or (?:so"
            rf"|{COUNT}) )?(?P<unit>{UNIT}|weekend)s?\b"
        ),
    ),
    (
        "unit",  # "last months loss of": a genitive that has lost its apostrophe
        (
            rf"(?<![Tt]he )(?<!these ){PART}?(?P<pre>(?!))?(?P<how>(?!))?\b(?P<which>[Ll]ast|[Tt]his)\s"
            r"(?P<unit>week|month|year)s(?=\s(?:loss|fall|capture|recapture|attack|offensive|assault|bombing|killing"
            r"|deal|truce|ceasefire|clashes|battle)\b)"
        ),
    ),
    (
        "recent",
        (
            r"(?:in |over |during )?(?:the |these )?(?P<which>last|past|recent|coming"
            r"|next|previous)\s(?P<unit>hour|day|week|month|year|decade)s\b(?! of\b)"
        ),
    ),
    (
        "unit",
        (
            rf"(?:(?P<pre>for|in|over|during|within) the (?=last|past)|{PART})?(?:(?P<how>earlier|later|early|late|once"
            rf"|the end of|the start of|the beginning of)\s)?(?:the\s)?(?P<which>this|last|past|next|previous|current"
            rf"|coming|following)\s(?P<unit>week|month|year|decade|century|weekend|quarter"
            rf"|fortnight)\b(?:['’]s)?"
        ),
    ),
    (
        "part_unit",
        (
            r"(?:(?P<part>the end|end|the start|start|the beginning|beginning|the middle) of "
            r"|(?P<earlier>earlier|later) in )the (?P<unit>week|month|year|day)\b"
        ),
    ),
    ("weekend", r"(?:(?:over|at|on|during|in) )?(?:the )?(?P<weekend>weekend|mid-?week)\b(?! edition)"),
    (
        "nth_day",
        (
            rf"(?:the |its |their )?(?P<nth>{NTH}) (?:straight |consecutive )?day of (?:the |its |their |an? )?"
            r"(?:[\w-]+ )?(?:offensive|war|battle|siege|fighting|assault|operation|campaign|clashes|truce|ceasefire"
            r"|invasion|conflict|attack|bombardment|blockade|push|incursion|intervention|uprising|counteroffensive)\b"
        ),
    ),
    ("nth_day", r"D\s?\+\s?(?P<plus>\d{1,3})\b"),
    (
        "day_only",
        (
            r"(?<=\b[Oo]n )the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))"
            r"(?: of (?P<which>this|last|the same|the) month)?(?=\s*(?:[.,;:!?\"”)]|$|and\b|but\b))"
        ),
    ),
    (
        "stamp",
        (
            r"(?m:^)(?P<clock>(?:[01]?\d|2[0-3])[:.h][0-5]\d)"
            r"(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|EET|EST|EDT|BST|local time))*(?=\s*(?:[-–—:|]\s*|\s)[\"“A-Z])"
        ),
    ),
    (
        "set",
        (
            rf"(?P<set>daily|hourly|weekly|monthly|yearly|annually|nightly|(?:every|each)"
            rf"(?: single| other)? (?:{UNIT}|{WEEKDAY}|{PART_OF_DAY})|(?:once|twice|(?:a"
            rf"|per)) (?:a )?(?:day|week|month|year)(?= ?[.,;]|$))\b"
        ),
    ),
    ("year", rf"{PART}(?P<year>{YEAR})(?![\w/-]|\s(?:GMT|UTC|hours|local))"),
    ("year", rf"(?<![\d.,:/$€£-])(?P<year>{YEAR})(?![\w/-]|\s(?:GMT|UTC|hours|local))"),
    ("years_range", rf"(?<![\d.,:/$€£-])(?P<year>{YEAR})\s?[-–/]\s?(?P<year2>{YEAR}|\d\d)(?![\w/-])"),
    (
        "length",
        (
            rf"(?P<count>{COUNT}|{VAGUE}|an?|half an?|{_ONES})(?P<more> more)?[- ](?P<unit>{UNIT}"
            rf"|century)s?(?:[- ](?:long|old)\b)?(?![\w])"
        ),
    ),
    ("length", r"(?P<count>)(?P<unit>day|week|month|year|decade|hour)s?-(?:long|old)\b"),
    ("length", r"(?<=for )(?P<count>)(?P<unit>hour|day|week|month|year|decade|centurie)s\b"),
    (
        "vague",
        (
            r"(?P<vague>currently|now|(?:the )?(?:near |not[- ]too[- ]distant )?future"
            r"|at the moment|nowadays|these days|at present|in the past|current)\b"
        ),
    ),
)
