-- Files as DuckDB 1.4.5 wrote them for Huracan until Parquet.Net took its place, and others that only another writer makes.
-- Run by DuckDB 1.4.5 in this folder (threads = 1): duckdb < make.sql
SET threads = 1;

-- candles.parquet, predictions.parquet, features.parquet: the very statements of the earlier writer; values beside them as CSV.
CREATE TEMPORARY TABLE candles (open_time BIGINT, open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE, is_filled BOOLEAN);
INSERT INTO candles SELECT 1704067200000 + i * 900000, 42000 + i / 7, 42000 + i / 7 + 1e-9, 41999 - i / 3, 42000 + i / 11, i * 1e-7, i % 50 = 3 FROM range(300) t(i);
COPY candles TO 'candles.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, USE_TMP_FILE false);
COPY candles TO 'candles.csv' (HEADER);

CREATE TEMPORARY TABLE predictions (open_time BIGINT, bar INTEGER, class TINYINT, label VARCHAR, p_up FLOAT, p_down FLOAT, confidence DOUBLE);
INSERT INTO predictions SELECT 1704067200000 + i * 3600000, i - 5, i % 3 - 1, CASE WHEN i % 5 > 0 THEN 'long enough a text, ' || i % 4 END, 1 / (i + 1), 1 - 1 / (i + 1),
    CASE WHEN i % 9 = 4 THEN 'NaN'::DOUBLE WHEN i = 7 THEN 'Infinity'::DOUBLE ELSE i / 13 END FROM range(300) t(i);
COPY predictions TO 'predictions.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, USE_TMP_FILE false);
COPY predictions TO 'predictions.csv' (HEADER);

CREATE TEMPORARY TABLE features (open_time BIGINT, rsi_14 DOUBLE, rsi_14_f FLOAT, constant DOUBLE, few DOUBLE);
INSERT INTO features SELECT 1704067200000 + i * 900000, CASE WHEN i >= 14 THEN i / 9 END, CASE WHEN i % 7 > 0 THEN i / 9 END, 0, i % 3 FROM range(5000) t(i);
COPY features TO 'features.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, USE_TMP_FILE false); -- three row groups
COPY features TO 'features.csv' (HEADER);

-- The same candles in other compressions, encodings and types.
COPY candles TO 'candles_snappy.parquet' (FORMAT parquet, COMPRESSION snappy);
COPY candles TO 'candles_gzip.parquet' (FORMAT parquet, COMPRESSION gzip);
COPY candles TO 'candles_plain.parquet' (FORMAT parquet, COMPRESSION uncompressed);
COPY candles TO 'candles_lz4.parquet' (FORMAT parquet, COMPRESSION lz4_raw);
COPY candles TO 'candles_brotli.parquet' (FORMAT parquet, COMPRESSION brotli);
COPY candles TO 'candles_v2.parquet' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2); -- delta and byte-stream-split encodings
COPY (SELECT make_timestamptz(open_time * 1000) AS open_time, open, high, low, close, volume FROM candles) TO 'candles_instants.parquet' (FORMAT parquet);

-- Every type a column may have. Decimals hold what a double holds exactly, or nearly.
COPY (SELECT i::TINYINT AS i8, i::SMALLINT AS i16, i::INTEGER AS i32, i::BIGINT AS i64, i::UTINYINT AS u8, i::USMALLINT AS u16, i::UINTEGER AS u32, i::UBIGINT AS u64,
    (i + 0.5)::FLOAT AS f32, (i + 0.25)::DOUBLE AS f64, (i + 0.5)::DECIMAL(4, 1) AS d4, (i + 0.25)::DECIMAL(9, 2) AS d9, (i + 0.125)::DECIMAL(18, 4) AS d18, (i + 0.5)::DECIMAL(38, 10) AS d38,
    i % 2 = 0 AS flag, 'text ' || i AS text, encode('bytes') AS bytes, make_date(2024, 1, 1) AS date, [i] AS list, {'a': i} AS struct, NULL::DOUBLE AS empty, NULL::INTEGER AS no_integer,
    make_timestamp(1704067200000000) AS local_us, make_timestamp(1704067200000000)::TIMESTAMP_MS AS local_ms, make_timestamp(1704067200000000)::TIMESTAMP_NS AS local_ns,
    make_timestamptz(1704067200000000) AS instant FROM range(3) t(i)) TO 'types.parquet' (FORMAT parquet);
