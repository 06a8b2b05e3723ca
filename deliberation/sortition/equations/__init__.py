"""Systems of linear equations, and programmes of them; nothing here knows of people.

=============  ===================================================================================
``lifting``    solved as fractions
``refining``   programmes solved closer than floats see
``symmetric``  symmetric ones in floats, the same to the last bit on every machine
=============  ===================================================================================
"""
