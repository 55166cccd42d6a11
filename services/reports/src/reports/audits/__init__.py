"""What reports keeps of other services' events about an audit."""
