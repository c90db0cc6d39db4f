"""Bank holidays by nation, substitute days included.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

#: Our word for a nation → ISO 3166-2:GB, as the library `holidays` names it.
NATIONS = {"england": "ENG", "wales": "WLS", "northern-ireland": "NIR", "scotland": "SCT"}


@dataclass(frozen=True)
class BankHolidays:
    """The days on which every nation named has a bank holiday; none when none is named."""

    nations: tuple[str, ...] = ()

    def __contains__(self, day: date) -> bool:
        """Say whether nobody is expected to work on `day`."""
        return bool(self.nations) and all(day in _days(one, day.year) for one in self.nations)


NONE = BankHolidays()


@cache
def _days(nation: str, year: int) -> frozenset[date]:
    found = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=year)
    return frozenset(found)
