"""What becomes of outbox rows after they were written: confirmed in Kafka, written again where missing, pruned.

``reconcile`` (the comparison), ``postgres`` and ``mongo`` (the two stores), ``housekeeping`` (the worker),
``operation`` (the operator's command).
"""
