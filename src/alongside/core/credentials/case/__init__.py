"""CASE 1.1 and 1.0: frameworks as packages that other systems read and write.

``fields`` says what each object may hold; ``building`` makes a package of an edition; ``answering``
gives every answer of the service out of packages; ``asking`` reads what a list is asked for;
``streaming`` and ``reading`` take in somebody else's package; ``comparing`` says what is different.
"""
