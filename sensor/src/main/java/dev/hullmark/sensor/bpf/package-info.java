/** An assembler for eBPF, and what it takes to have the kernel run what it made. */
@NullMarked
package dev.hullmark.sensor.bpf;

import org.jspecify.annotations.NullMarked;
