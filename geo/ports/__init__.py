"""What services need from outside, as Protocols; every store and the fake in tests fulfil them."""
