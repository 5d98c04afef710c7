"""Lists of people as somebody pastes them: from a mail, a spreadsheet, a signature, or line by line."""
