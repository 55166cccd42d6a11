"""A double of Stripe for one machine: it keeps state, sends signed webhooks, and no money moves.

Made from the shapes that Stripe documents, as far as subscriptions need them: customers, prices, checkout and portal
sessions, subscriptions, invoices and events. What it does not know it answers with 404, like an address of Stripe's
that does not exist.
"""
