using System.Runtime.InteropServices;

namespace Huracan.Storage.DuckDb;

/// <summary>The part of DuckDB's C API (duckdb.h of 1.4) that is used here, under its own names.</summary>
internal static unsafe partial class NativeDuckDb
{
    private const string Library = DuckDbLibrary.Name;

    static NativeDuckDb() => DuckDbLibrary.Register();

    /// <summary><c>duckdb_result</c>: five fields that have been withdrawn and the one that counts; passed by value.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Result
    {
        private ulong columnCount;
        private ulong rowCount;
        private ulong rowsChanged;
        private nint columns;
        private nint errorMessage;
        private nint data;
    }

    [LibraryImport(Library)]
    internal static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_open_ext(string? path, out nint database, nint config, out nint error);

    [LibraryImport(Library)]
    internal static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    internal static partial int duckdb_connect(nint database, out nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    internal static partial nint duckdb_library_version();

    [LibraryImport(Library)]
    internal static partial void duckdb_free(nint pointer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_prepare(nint connection, string query, out nint statement);

    [LibraryImport(Library)]
    internal static partial nint duckdb_prepare_error(nint statement);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_prepare(ref nint statement);

    [LibraryImport(Library)]
    internal static partial int duckdb_bind_varchar_length(nint statement, ulong index, byte* text, ulong length);

    [LibraryImport(Library)]
    internal static partial int duckdb_bind_int64(nint statement, ulong index, long value);

    [LibraryImport(Library)]
    internal static partial int duckdb_bind_double(nint statement, ulong index, double value);

    [LibraryImport(Library)]
    internal static partial int duckdb_bind_boolean(nint statement, ulong index, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library)]
    internal static partial int duckdb_execute_prepared(nint statement, out Result result);

    [LibraryImport(Library)]
    internal static partial nint duckdb_result_error(ref Result result);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_result(ref Result result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_column_count(ref Result result);

    [LibraryImport(Library)]
    internal static partial nint duckdb_column_name(ref Result result, ulong column);

    [LibraryImport(Library)]
    internal static partial DuckDbType duckdb_column_type(ref Result result, ulong column);

    [LibraryImport(Library)]
    internal static partial nint duckdb_fetch_chunk(Result result);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_logical_type(DuckDbType type);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_logical_type(ref nint type);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_data_chunk(nint* types, ulong columns);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    internal static partial void duckdb_data_chunk_reset(nint chunk);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    internal static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);

    [LibraryImport(Library)]
    internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    internal static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    internal static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(Library)]
    internal static partial void duckdb_vector_ensure_validity_writable(nint vector);

    [LibraryImport(Library)]
    internal static partial void duckdb_validity_set_row_invalid(ulong* validity, ulong row);

    [LibraryImport(Library)]
    internal static partial void duckdb_vector_assign_string_element_len(nint vector, ulong row, byte* text, ulong length);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_vector_size();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_appender_create_ext(nint connection, string? catalog, string? schema, string table, out nint appender);

    [LibraryImport(Library)]
    internal static partial nint duckdb_appender_error(nint appender);

    [LibraryImport(Library)]
    internal static partial int duckdb_append_data_chunk(nint appender, nint chunk);

    [LibraryImport(Library)]
    internal static partial int duckdb_appender_close(nint appender);

    [LibraryImport(Library)]
    internal static partial int duckdb_appender_destroy(ref nint appender);
}
