"""The bridge: the process that people reach. `core` is what all channels share, each other package is one channel."""
