using System.Runtime.InteropServices;

namespace Platform.EmbeddedEngine;

/// <summary>The C functions of libchdb that are used here. Texts are UTF-8 with a length; results are freed by their destroy functions.</summary>
internal static unsafe partial class ChdbApi
{
    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_set_signal_handlers_enabled")]
    public static partial void SetSignalHandlersEnabled(int enabled);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_connect", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint* Connect(int count, string[] arguments);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_close_conn")]
    public static partial void Close(nint* connection);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_query_with_params_n")]
    public static partial nint Query(
        nint connection, byte* query, nuint queryLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_buffer")]
    public static partial byte* ResultBuffer(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_length")]
    public static partial nuint ResultLength(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_error")]
    public static partial byte* ResultError(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_rows_read")]
    public static partial ulong ResultRows(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_storage_rows_read")]
    public static partial ulong StorageRowsRead(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_storage_bytes_read")]
    public static partial ulong StorageBytesRead(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_rows_written")]
    public static partial ulong RowsWritten(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_result_bytes_written")]
    public static partial ulong BytesWritten(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_destroy_query_result")]
    public static partial void DestroyResult(nint result);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_stream_insert_n")]
    public static partial nint BeginInsert(nint connection, byte* query, nuint queryLength, byte* format, nuint formatLength);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_stream_append")]
    public static partial int Append(nint insert, byte* data, nuint length);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_stream_done")]
    public static partial nint EndInsert(nint insert);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_stream_cancel_insert")]
    public static partial void CancelInsert(nint insert);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_stream_insert_error")]
    public static partial byte* InsertError(nint insert);

    [LibraryImport(ChdbLibrary.Name, EntryPoint = "chdb_destroy_insert_stream")]
    public static partial void DestroyInsert(nint insert);
}
