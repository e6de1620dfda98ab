"""What is said of simulated years: distributions, budgets, break-even values, sensitivities, comparisons (测算结果)."""
