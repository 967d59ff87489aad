"""Which addresses are this machine's alone."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Return whether that name or address leads to this machine and nowhere else."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
