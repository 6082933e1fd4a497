import unittest

from leap import days, leap_year


class LeapTest(unittest.TestCase):
    first = 2001

    def setUp(self):
        self.common = [2015, 1970, 1900]
        self.leap = (1996, 2000)

    def check_all(self, years, expected):
        for year in years:
            with self.subTest(year=year):
                self.assertIs(leap_year(year), expected, msg=f"{year}")

    def test_common_years(self):
        self.check_all(self.common, False)

    def test_leap_years(self):
        self.check_all(self.leap, True)
        self.assertTrue(leap_year(2400))

    def test_century(self):
        """a century is a leap year only if 400 divides it"""
        self.assertFalse(leap_year(2100))
        self.assertEqual([year for year in range(1600, 2001, 100) if leap_year(year)], [1600, 2000])

    def test_before_the_calendar(self):
        with self.assertRaises(ValueError) as err:
            leap_year(1500)
        self.assertEqual(type(err.exception), ValueError)
        self.assertEqual(err.exception.args[0], "the calendar begins in 1583")

    def test_before_the_calendar_by_words(self):
        self.assertRaisesRegex(ValueError, "begins", leap_year, 1582)

    def test_days(self):
        self.assertEqual(days(self.first, 2003), 1095)
        self.assertAlmostEqual(days(2001, 2400) / 400, 365.2425)
        self.assertIsInstance(days(2000, 2000), int)
        self.assertIn(days(2000, 2000), (365, 366))

    def test_days_of_none(self):
        self.assertEqual(days(2001, 2000), 0)
        self.assertCountEqual([days(2001, 2001), days(2004, 2004)], [366, 365])


if __name__ == "__main__":
    unittest.main()
