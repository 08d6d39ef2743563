/**
 * Kills, freezes and replaces the leader of the real example, and reads in its database what it
 * did.
 */
package io.election.examples.job;
