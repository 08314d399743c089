"""What somebody using a service, or close to them, can expect: in plain words, with their rights.

Public and signed out. Nothing a visitor picks or writes here is kept. It gives no legal advice.
"""
