"""British dates as people write them: 3 March 2027, 3 Mar 2027, 3/3/2027, and what pickers send."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"]
