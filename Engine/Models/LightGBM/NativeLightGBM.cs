using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>
/// The part of LightGBM's C API (<c>LightGBM/c_api.h</c>, 4.7) that is used here. Every call gives 0, or −1 and a message.
/// </summary>
internal static unsafe partial class NativeLightGBM
{
    internal const int Float32 = 0;
    internal const int Float64 = 1;
    internal const int RawScores = 1;
    internal const int Contribution = 3;
    internal const int SplitCount = 0;
    internal const int Gain = 1;

    private const string Library = LightGBMLibrary.Name;

    public static void Check(int result)
    {
        if (result != 0)
            throw new LightGBMException(Marshal.PtrToStringUTF8(LGBM_GetLastError())?.Trim() ?? "It gives no message.");
    }

    [LibraryImport(Library)]
    private static partial nint LGBM_GetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_DatasetCreateFromMat(
        float* data, int type, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_DatasetSetField(nint dataset, string field, void* values, int count, int type);

    [LibraryImport(Library)]
    internal static partial int LGBM_DatasetFree(nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_BoosterCreate(nint train, string parameters, out nint booster);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterAddValidData(nint booster, nint validation);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterMerge(nint booster, nint earlier);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterGetEval(nint booster, int dataset, out int count, out double result);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterGetNumFeature(nint booster, out int count);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterGetNumClasses(nint booster, out int count);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterSaveModelToString(
        nint booster, int start, int rounds, int importance, long capacity, out long length, byte* text);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterLoadModelFromString(byte* text, out int rounds, out nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_BoosterPredictForMat(
        nint booster, float* data, int type, int rows, int columns, int isRowMajor, int kind, int start, int rounds, string parameters,
        out long length, double* results);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterFeatureImportance(nint booster, int rounds, int kind, double* results);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterFree(nint booster);
}
