using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.CatBoost;

/// <summary>
/// CatBoost's C API for training (<c>catboost/libs/train_interface/catboost_api.h</c>, 1.2): a model is trained in one call, and its trees
/// are copied out one by one.
/// </summary>
internal sealed unsafe class NativeCatBoost
{
    private const int DeepestTree = 16;
    private static readonly string[] FileNames = ["libcatboost.so", "libcatboost.dylib", "catboost.dll"];

    private readonly delegate* unmanaged<in DataSet, in DataSet, byte*, out nint, byte> train;
    private readonly delegate* unmanaged<nint, int> treesCount;
    private readonly delegate* unmanaged<nint, int> outputDim;
    private readonly delegate* unmanaged<nint, int, int> treeDepth;
    private readonly delegate* unmanaged<nint, int, int*, float*, float*, float*, byte> copyTree;
    private readonly delegate* unmanaged<nint> getErrorString;
    private readonly delegate* unmanaged<ref nint, void> freeHandle;

    private NativeCatBoost(string path, nint library)
    {
        Path = path;
        train = (delegate* unmanaged<in DataSet, in DataSet, byte*, out nint, byte>)Export("TrainCatBoost");
        treesCount = (delegate* unmanaged<nint, int>)Export("TreesCount");
        outputDim = (delegate* unmanaged<nint, int>)Export("OutputDim");
        treeDepth = (delegate* unmanaged<nint, int, int>)Export("TreeDepth");
        copyTree = (delegate* unmanaged<nint, int, int*, float*, float*, float*, byte>)Export("CopyTree");
        getErrorString = (delegate* unmanaged<nint>)Export("GetErrorString");
        freeHandle = (delegate* unmanaged<ref nint, void>)Export("FreeHandle");

        nint Export(string name) => NativeLibrary.TryGetExport(library, name, out var address)
            ? address
            : throw new DllNotFoundException(
                $"{path} has no function {name}: it is not CatBoost's library for training, built from catboost/libs/train_interface.");
    }

    /// <summary>Where it was found.</summary>
    public string Path { get; }

    /// <summary>Loads the library.</summary>
    /// <param name="variable">Value of <see cref="CatBoostLibrary.Variable"/>; null or empty lets the system search.</param>
    /// <exception cref="DllNotFoundException">It is not there, or is another library.</exception>
    public static NativeCatBoost Open(string? variable)
    {
        if (!string.IsNullOrEmpty(variable) && !System.IO.Path.IsPathFullyQualified(variable))
            throw new DllNotFoundException($"{CatBoostLibrary.Variable} is '{variable}'; it must be the absolute path of libcatboost.");
        string[] tried = string.IsNullOrEmpty(variable) ? FileNames : [variable];
        foreach (var path in tried)
        {
            if (NativeLibrary.TryLoad(path, typeof(NativeCatBoost).Assembly, null, out var library))
                return new NativeCatBoost(path, library);
        }
        throw new DllNotFoundException(
            $"CatBoost's library cannot be loaded (looked for {string.Join(", ", tried)}). It does not come with this program: build "
                + "libcatboost from catboost/libs/train_interface of CatBoost 1.2, and set "
                + $"{CatBoostLibrary.Variable} to its absolute path.");
    }

    /// <summary>Trains, and copies the trees out.</summary>
    /// <param name="train">What is learnt from.</param>
    /// <param name="test">What the training may stop early on.</param>
    /// <param name="parameters">JSON, ended by a zero.</param>
    /// <exception cref="CatBoostException">It fails, or its trees are of another kind.</exception>
    public IReadOnlyList<ObliviousTree> Train(in DataSet train, in DataSet test, byte[] parameters)
    {
        nint handle = 0;
        try
        {
            fixed (byte* text = parameters)
            {
                if (this.train(in train, in test, text, out handle) == 0)
                    throw Failure();
            }
            if (outputDim(handle) != ObliviousTree.Classes)
                throw new CatBoostException($"its trees have {outputDim(handle)} outputs; {ObliviousTree.Classes} are needed.");
            return [.. Enumerable.Range(0, treesCount(handle)).Select(tree => Copy(handle, tree))];
        }
        finally
        {
            if (handle != 0)
                freeHandle(ref handle);
        }
    }

    private ObliviousTree Copy(nint handle, int index)
    {
        var depth = treeDepth(handle, index);
        if (depth is < 0 or > DeepestTree)
            throw new CatBoostException($"a tree has the depth {depth}; it must be {DeepestTree} at most.");
        var tree = new ObliviousTree(new int[depth], new float[depth], new float[ObliviousTree.Classes << depth]);
        var weights = new float[1 << depth];
        fixed (int* features = tree.Features)
        fixed (float* borders = tree.Borders, leaves = tree.Leaves, counts = weights)
        {
            if (copyTree(handle, index, features, borders, leaves, counts) == 0)
                throw Failure();
        }
        return tree;
    }

    private CatBoostException Failure() => new(Marshal.PtrToStringUTF8(getErrorString())?.Trim() ?? "it gives no message.");

    /// <summary>Samples as the library reads them: features column by column.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct DataSet
    {
        public float* Features;
        public float* Labels;
        public float* Weights;
        public float* Baseline;
        public int BaselineDim;
        public int FeaturesCount;
        public int SamplesCount;
    }
}
