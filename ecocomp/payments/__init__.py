"""Payments (收付款) and what is left to pay after them, by pair, party and year."""
