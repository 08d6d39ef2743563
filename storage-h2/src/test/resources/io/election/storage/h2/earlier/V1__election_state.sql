-- One node's term and vote (Raft Fig. 2). The version of this schema is the format of the record.
CREATE TABLE election_state (
  only_row   BOOLEAN DEFAULT TRUE NOT NULL PRIMARY KEY CHECK (only_row),
  cluster_id VARCHAR NOT NULL,
  node_id    INTEGER NOT NULL CHECK (node_id >= 1),
  term       BIGINT  NOT NULL CHECK (term >= 0),
  voted_for  INTEGER CHECK (voted_for >= 1),
  save_count BIGINT  NOT NULL CHECK (save_count >= 1),
  checksum   BIGINT  NOT NULL
);
