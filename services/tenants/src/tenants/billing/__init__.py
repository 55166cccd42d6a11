"""What organisations pay: plans at Stripe, webhooks, payment pages, and what happens when nobody pays."""
