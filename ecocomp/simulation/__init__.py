"""What the terms of an agreement would cost, over many possible years of water (情景模拟)."""
