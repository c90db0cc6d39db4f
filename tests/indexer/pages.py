"""Small invented pages of the shapes that guidance comes in."""

from __future__ import annotations

from indexer.document import SourceFile

POLICY = """Lunches, clubs and trips


Union_Lunches.jpg

School leaders care about lunch. Every child should eat well.

Make sure that kitchens are paid for

  • Press the government to pay for kitchens
  • Work with councils on  ovens



Let schools choose their own clubs and trips without asking anybody first

  • Argue against a national list of clubs
"""

NEWS_2020 = """Inspectors of kitchens asked to come before noon

The chief cook has confirmed in reply to our letter that Ofsted visitors will:

  • knock first
  • leave by 2pm.

Therefore, cooks should not be kept waiting.

First published 6 May 2020

First published 6 May 2020
;
"""

NEWS_2022 = """The department’s ladle trial reaches its first milestone

In April, the department launched a voluntary trial of ladles. So far, 40% of kitchens take part.

You can sign up here

First published 7 June 2022"""

SAVED_2020 = f"Home Menu\n\n{POLICY}\n{NEWS_2020}"
SAVED_2022 = f"Home Menu\n\n{POLICY.replace('Union_Lunches.jpg', '')}\n{NEWS_2022}"

MARKDOWN = """---
id: lunch
title: "Lunch: what is served"
url: https://guidance.example/lunch
nation: ni
published: 2020-05-06
revised: 2021-06-07
valid_from: 2020-05-01
valid_to: null
superseded_by: null
sample: true
---
# Lunch: what is served

Lunch is at noon.

## Soup

There is **always** soup. See [the menu](https://guidance.example/menu).

### On Fridays

Fish soup.

```
# not a heading
```

## Pudding

| Day | Pudding |
| --- | --- |
| Monday | jelly |
| Tuesday | none |
"""

HTML = """<!doctype html><html><head><title>Lunch | Union</title>
<meta name="nation" content="wales">
<meta property="article:published_time" content="2020-05-06T09:00">
<link rel="canonical" href="https://guidance.example/lunch"></head>
<body><nav>Home <p>Menu</p></nav><main><h1>Lunch</h1><p>Lunch is at <b>noon</b>.</p>
<h2>Soup</h2><p>Always soup.</p><ul><li>leek</li><li>pea</li></ul>
<table><tr><th>Day</th><th>Soup</th></tr><tr><td>Monday</td><td>pea</td></tr></table>
<script>alert("no")</script></main><footer><p>Contact</p></footer></body></html>"""


def a_page(text: str, name: str = "lunch.md") -> SourceFile:
    return SourceFile(name, text)


def front_matter(**values: str) -> str:
    """A whole Markdown page that states these values."""
    lines = "".join(f"{name}: {value}\n" for name, value in values.items())
    return f"---\n{lines}---\n# Lunch\n\nLunch is at noon.\n"
