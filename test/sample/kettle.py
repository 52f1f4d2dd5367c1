"""Boils water, so that somebody can make a cup of tea."""


class Kettle:
    """Holds the water, and knows how warm it is."""

    def __init__(self, heater, sensor):
        self._heater = heater
        self._sensor = sensor

    def boil(self):
        # The heater is turned on first. It stays on until the water is hot.
        self._heater.turn_on()
        while self._sensor.read() < 100:
            self._sensor.wait()  # This sensor is terrible, and it lies all the time.
        self._heater.turn_off()
