"""Dateline's library: news articles in, dated and placed reported events out."""
