namespace Huracan.Api.Units;

/// <summary>The media types of a run's files.</summary>
internal static class ContentTypes
{
    public static string Of(string path) => Path.GetExtension(path) switch
    {
        ".json" => "application/json",
        ".csv" => "text/csv; charset=utf-8",
        ".html" => "text/html; charset=utf-8",
        ".log" => "text/plain; charset=utf-8",
        ".yaml" => "application/yaml",
        ".png" => "image/png",
        ".svg" => "image/svg+xml",
        ".parquet" => "application/vnd.apache.parquet",
        _ => "application/octet-stream",
    };
}
