using System.Reflection;
using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>The part of XGBoost's C API (<c>xgboost/c_api.h</c>, 1.7) that is used here. Every call gives 0, or −1 and a message.</summary>
internal static partial class NativeXGBoost
{
    private const string Library = "xgboost";
    private static readonly string[] FileNames = ["libxgboost.so.0", "libxgboost.so", "libxgboost.dylib", "xgboost.dll"];

    static NativeXGBoost() => NativeLibrary.SetDllImportResolver(typeof(NativeXGBoost).Assembly, Resolve);

    public static void Check(int result)
    {
        if (result != 0)
            throw new XGBoostException(
                Marshal.PtrToStringUTF8(XGBGetLastError())?.Split("Stack trace")[0].Trim() ?? "It gives no message.");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (var file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
                return handle;
        }
        throw new DllNotFoundException(
            $"XGBoost's library is not installed (looked for {string.Join(", ", FileNames)}). `./huracan setup` installs it.");
    }

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();

    [LibraryImport(Library)]
    internal static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixCreateFromMat_omp(
        in float data, ulong rows, ulong columns, float missing, out nint matrix, int threads);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetFloatInfo(nint matrix, string field, in float values, ulong count);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGBoosterCreate([In] nint[] matrices, ulong count, out nint booster);

    [LibraryImport(Library)]
    internal static partial int XGBoosterFree(nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSetParam(nint booster, string name, string value);

    [LibraryImport(Library)]
    internal static partial int XGBoosterUpdateOneIter(nint booster, int iteration, nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGBoosterBoostOneIter(nint booster, nint matrix, in float gradients, in float hessians, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterEvalOneIter(
        nint booster, int iteration, [In] nint[] matrices, [In] string[] names, ulong count, out nint text);

    [LibraryImport(Library)]
    internal static partial int XGBoosterSlice(nint booster, int begin, int end, int step, out nint slice);

    [LibraryImport(Library)]
    internal static partial int XGBoosterGetNumFeature(nint booster, out ulong features);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDense(
        nint booster, string values, string config, nint proxy, out nint shape, out ulong dimensions, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDMatrix(
        nint booster, nint matrix, string config, out nint shape, out ulong dimensions, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterFeatureScore(
        nint booster, string config, out ulong count, out nint features, out ulong dimensions, out nint shape, out nint scores);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSaveModelToBuffer(nint booster, string config, out ulong length, out nint bytes);

    [LibraryImport(Library)]
    internal static partial int XGBoosterLoadModelFromBuffer(nint booster, in byte bytes, ulong length);
}
