"""Systems of linear equations; nothing here knows of people.

=============  ===================================================================================
``lifting``    solved as fractions
``symmetric``  symmetric ones in floats, the same to the last bit on every machine
=============  ===================================================================================
"""
