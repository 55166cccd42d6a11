"""Websites and the businesses behind them: how they are understood, and what people say of them."""
