"""The key ring: reads the configuration, opens the records office, plugs in the devices, starts the app."""
