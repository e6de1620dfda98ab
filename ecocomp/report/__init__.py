"""What people see: tables on the terminal and files. Everything is computed before it comes here."""
