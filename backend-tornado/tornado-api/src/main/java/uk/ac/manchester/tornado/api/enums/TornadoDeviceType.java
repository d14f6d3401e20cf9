package uk.ac.manchester.tornado.api.enums;

/** What kind of device it is. */
public enum TornadoDeviceType {
    UNKNOWN, DEFAULT, CPU, GPU, FPGA, ACCELERATOR, CUSTOM, ALL
}
