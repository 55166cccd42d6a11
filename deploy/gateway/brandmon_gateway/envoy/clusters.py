"""The services, and when one of them is left alone."""

from brandmon_gateway.envoy.typed import Config, seconds
from brandmon_gateway.rules import Circuits, Place, Rules


def clusters(place: Place, rules: Rules) -> list[Config]:
    """One per service."""
    return [_cluster(name, port, rules.circuits) for name, port in place.services.items()]


def _cluster(name: str, port: int, circuits: Circuits) -> Config:
    instance = {"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}}}
    thresholds = {
        "max_connections": circuits.connections, "max_pending_requests": circuits.waiting,
        "max_requests": circuits.requests, "max_retries": circuits.retries,
    }  # fmt: skip
    return {
        "name": name,
        "type": "STATIC",
        "connect_timeout": seconds(1),
        "circuit_breakers": {"thresholds": [thresholds]},
        "outlier_detection": {
            "consecutive_gateway_failure": circuits.faults_in_a_row,
            "enforcing_consecutive_gateway_failure": 100,
            "enforcing_consecutive_5xx": 0,  # one tenant's fault must not take the service from the others
            "base_ejection_time": seconds(circuits.left_out_seconds),
            "max_ejection_percent": circuits.left_out_percent,
        },
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [instance]}],
        },
    }
