-- Flyway's usual place, which belongs to the host application: if the store ran this, every test would fail.
SELECT * FROM a_table_of_the_host_application;
