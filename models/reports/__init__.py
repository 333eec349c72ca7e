"""A period's report: one plain ReportData becomes a PDF by NĐ 30/2020 with its data inside. Signs nothing."""
