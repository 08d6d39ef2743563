/**
 * Tests on the real {@code node.jar}, with real processes, signals and disks. They poll, as any
 * observer of other processes must; nothing in them relies on how long something takes.
 */
@NullMarked
package io.election.process;

import org.jspecify.annotations.NullMarked;
