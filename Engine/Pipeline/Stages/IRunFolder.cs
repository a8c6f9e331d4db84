using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// Where a run's results go. Paths are relative with forward slashes. Every write is whole or not there at all:
/// a reader, or the same run resumed after a kill, never sees half a file.
/// </summary>
public interface IRunFolder
{
    /// <summary>Whether a file is there.</summary>
    bool Exists(string name);

    /// <summary>SHA-256 of a file's bytes, of a study's content, in lower-case hexadecimal, or null where there is none.</summary>
    string? Hash(string name);

    /// <summary>Writes a file, replacing one of that name atomically.</summary>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InputRefusedException">It is not there.</exception>
    byte[] Read(string name);

    /// <summary>Writes a value as JSON.</summary>
    void WriteJson<T>(string name, T value);

    /// <summary>Reads a value from JSON.</summary>
    /// <exception cref="InputRefusedException">The file is not there or not such JSON.</exception>
    T ReadJson<T>(string name)
        where T : class;

    /// <summary>Writes columns as Parquet (<c>.parquet</c>) or CSV (<c>.csv</c>), by the path's ending.</summary>
    void WriteTable(string name, Table table);

    /// <summary>Reads columns from Parquet.</summary>
    /// <exception cref="InputRefusedException">The file is not there or damaged.</exception>
    Table ReadTable(string name);

    /// <summary>Draws a chart as PNG; false on a machine without a font to write with.</summary>
    bool TryPlot(string name, Chart chart);

    /// <summary>Every file below a folder, as paths of the run folder, ordered; none where there is no such folder.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Removes a file or folder if it is there.</summary>
    void Delete(string name);

    /// <summary>The place of one training's checkpoint.</summary>
    ICheckpoints Checkpoints(string name);

    /// <summary>Opens a study's file, made where there is none; one writer at a time.</summary>
    /// <param name="name">The file, such as <c>optuna.db</c>.</param>
    /// <param name="study">Name of the study, up to 512 characters.</param>
    /// <param name="direction">Which values are better.</param>
    /// <exception cref="InputRefusedException">It is locked, damaged, or another study's.</exception>
    IStudyStorage OpenStudy(string name, string study, StudyDirection direction);
}
