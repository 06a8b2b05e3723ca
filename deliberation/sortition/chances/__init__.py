"""The best chances: over fractional panels, and over real ones.

Over fractional panels, which are enough where a walk keeps what they promise:

=====================  ===========================================================================
``ascent``             the lowest chance raised by one level after another, each with its proof
``fractional``         the lowest chance highest, then the next; or in proportion to weights
``lowest``             the lowest chance alone, for quotas that change
``spread``             what lotteries reach in the lowest and the highest chance
``fractional_spread``  trades between these two
``log_programme``      the greatest product, in floats
``close_point``        fractions close to them
=====================  ===========================================================================

Over a list of real panels that grows until none is missing:

=====================  ===========================================================================
``few_seats``          panels to begin with, where few seats are free
``covering``           panels that hold every type they can
``projecting``         panels for chances that no walk reaches
``supplying``          the same by panels beside those known, where few seats are free
``nearly_best``        panels that nearly reach what fractional ones can, made all at once
``completing``         what is begun completed by few people each
``weighted_list``      the list, and the weights by which the lowest open chance is highest
``columns``            the lowest chance highest, then the next
``listing``            the list to begin with
``listed_spread``      trades between the lowest and the highest chance
``listed_nash``        the greatest product
=====================  ===========================================================================
"""
