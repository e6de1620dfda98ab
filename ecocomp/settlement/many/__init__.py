"""Many agreements settled at once (批量结算), each on its own: what stops one is told and stops no other."""
