"""Events between services: at-least-once delivery, effects made once.

``envelope`` (wire format), ``outcomes`` (what a handler may say), ``log`` (the protocol of a log), ``kafka`` and
``memory`` (its two implementations), ``consumer`` (the runtime). The stores' sides, outbox and inbox, are in
``common.stores.postgres`` and ``common.stores.mongo``.
"""
