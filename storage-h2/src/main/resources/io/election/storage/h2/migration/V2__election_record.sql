-- One node's record, as the text that ElectionRecord makes of it. Fields that it gets later change nothing here.
-- Version 1 had a column for each field and is not converted.
CREATE TABLE election_record (
  only_row   BOOLEAN DEFAULT TRUE NOT NULL PRIMARY KEY CHECK (only_row),
  record     VARCHAR NOT NULL,
  save_count BIGINT  NOT NULL CHECK (save_count >= 1)
);
