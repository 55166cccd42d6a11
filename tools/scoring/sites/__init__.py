"""How well the business behind a site is understood: fictional sites, and what a careful reader knows of each."""
