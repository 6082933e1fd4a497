def leap_year(year):
    """Whether a year of the Gregorian calendar has 366 days; raises ValueError for years before it."""
    if year < 1583:
        raise ValueError("the calendar begins in 1583")
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days(first, last):
    return sum(366 if leap_year(year) else 365 for year in range(first, last + 1))
