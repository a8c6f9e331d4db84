// The whole native side of Huracan's tensors: ATen operators called by name through the dispatcher, and the few things that are
// no operators (handles, backward, gradient mode, random generators, threads, devices). Compiles against libtorch 1.13 and later.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/version.h>
#ifdef HURACAN_CUDA
#include <c10/cuda/CUDACachingAllocator.h>
#endif

#include <atomic>
#include <cstring>
#include <mutex>
#include <new>
#include <string>
#include <vector>

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
#include <optional>
template <typename T> using Maybe = std::optional<T>;
#else
template <typename T> using Maybe = c10::optional<T>;
#endif

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Tag : int32_t { None, TensorTag, Int, Double, Bool, IntList, DoubleList, TensorList, String, Device };

// One argument or result, 16 bytes. Lists are `count` elements at `p`; a device is its type in `count` and its index in `i`.
struct Value {
    int32_t tag;
    int32_t count;
    union { int64_t i; double d; void* p; };
};
static_assert(sizeof(Value) == 16, "the C# side lays it out so");

constexpr int Failed = -1, OutOfMemory = -2;

struct Operator {
    c10::OperatorHandle handle;
    std::vector<c10::TypeKind> kinds;    // of each argument, without its optional
    std::vector<c10::TypeKind> elements; // of a list's elements; OptionalType where they may be absent
    std::vector<Maybe<c10::IValue>> defaults;
};

thread_local std::string last_error;
std::atomic<int64_t> live{0}, peak{0};

// A handle is an owned TensorImpl; an undefined tensor is a null handle.
void* give(at::Tensor tensor) {
    if (!tensor.defined()) return nullptr;
    auto now = ++live;
    for (auto seen = peak.load(); now > seen && !peak.compare_exchange_weak(seen, now);) {}
    return tensor.unsafeReleaseTensorImpl();
}

void drop(void* handle) {
    if (handle == nullptr) return;
    --live;
    c10::raw::intrusive_ptr::decref(static_cast<c10::TensorImpl*>(handle));
}

at::Tensor borrow(void* handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

bool says_out_of_memory(const std::string& text) {
    for (auto sign : {"can't allocate memory", "not enough memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"})
        if (text.find(sign) != std::string::npos) return true;
    return false;
}

int fail(const std::string& text, bool memory = false) {
    last_error = text;
    return memory || says_out_of_memory(text) ? OutOfMemory : Failed;
}

// No C++ exception may cross into C#: its text is kept for the thread and its kind becomes the result.
template <typename Body>
int guarded(Body body) {
    try {
        return body();
    } catch (const c10::OutOfMemoryError& e) {
        return fail(e.what_without_backtrace(), true);
    } catch (const c10::Error& e) {
        return fail(e.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return fail("out of memory (std::bad_alloc)", true);
    } catch (const std::exception& e) {
        return fail(e.what());
    } catch (...) {
        return fail("unknown native error");
    }
}

c10::TypePtr unwrap(const c10::TypePtr& type) {
    return type->kind() == c10::TypeKind::OptionalType ? type->containedTypes().at(0) : type;
}

c10::IValue list_of(const Value& v, c10::TypeKind element) {
    auto tensors = static_cast<void**>(v.p);
    auto doubles = static_cast<double*>(v.p);
    if (v.tag == IntList) {
        auto ints = static_cast<int64_t*>(v.p);
        if (element == c10::TypeKind::BoolType) {
            c10::List<bool> list;
            for (int k = 0; k < v.count; k++) list.push_back(ints[k] != 0);
            return list;
        }
        c10::List<int64_t> list;
        list.reserve(v.count);
        for (int k = 0; k < v.count; k++) list.push_back(ints[k]);
        return list;
    }
    if (v.tag == DoubleList) {
        if (element == c10::TypeKind::NumberType) {
            c10::List<c10::Scalar> list;
            for (int k = 0; k < v.count; k++) list.push_back(c10::Scalar(doubles[k]));
            return list;
        }
        c10::List<double> list;
        for (int k = 0; k < v.count; k++) list.push_back(doubles[k]);
        return list;
    }
    if (element == c10::TypeKind::OptionalType) {
        c10::List<Maybe<at::Tensor>> list;
        for (int k = 0; k < v.count; k++) list.push_back(tensors[k] ? Maybe<at::Tensor>(borrow(tensors[k])) : Maybe<at::Tensor>());
        return list;
    }
    c10::List<at::Tensor> list;
    list.reserve(v.count);
    for (int k = 0; k < v.count; k++) list.push_back(borrow(tensors[k]));
    return list;
}

c10::IValue argument(const Operator& op, int index, const Value& v) {
    auto kind = op.kinds[index];
    switch (v.tag) {
        case TensorTag: return borrow(v.p);
        case Int: return kind == c10::TypeKind::FloatType ? c10::IValue(static_cast<double>(v.i)) : c10::IValue(v.i);
        case Double: return v.d;
        case Bool: return v.i != 0;
        case String: return std::string(static_cast<const char*>(v.p), v.count);
        case Device: return c10::Device(static_cast<c10::DeviceType>(v.count), static_cast<c10::DeviceIndex>(v.i));
        case None: return c10::IValue();
        default: return list_of(v, op.elements[index]);
    }
}

void put(Value* results, int capacity, int& count, int32_t tag, void* handle, int64_t i, double d) {
    if (count == capacity) {
        if (tag == TensorTag) drop(handle);
        throw std::length_error("the operator returned more values than there is room for");
    }
    auto& r = results[count++];
    r.tag = tag;
    r.count = 0;
    if (tag == TensorTag) r.p = handle;
    else if (tag == Double) r.d = d;
    else r.i = i;
}

void result(c10::IValue& value, Value* results, int capacity, int& count) {
    if (value.isTensor()) put(results, capacity, count, TensorTag, give(std::move(value).toTensor()), 0, 0);
    else if (value.isTensorList())
        for (auto& t : value.toTensorVector()) put(results, capacity, count, TensorTag, give(t), 0, 0);
    else if (value.isInt()) put(results, capacity, count, Int, nullptr, value.toInt(), 0);
    else if (value.isDouble()) put(results, capacity, count, Double, nullptr, 0, value.toDouble());
    else if (value.isBool()) put(results, capacity, count, Bool, nullptr, value.toBool(), 0);
    else if (value.isNone()) put(results, capacity, count, None, nullptr, 0, 0);
    else throw std::invalid_argument("a result of type " + value.tagKind() + " cannot be returned");
}

c10::DeviceType kind(int device) { return static_cast<c10::DeviceType>(device); }

const at::Generator& generator(int device, int index) {
    return at::globalContext().defaultGenerator(c10::Device(kind(device), static_cast<c10::DeviceIndex>(index)));
}

}  // namespace

EXPORT const char* ht_error() { return last_error.c_str(); }
EXPORT const char* ht_version() { return TORCH_VERSION; }
EXPORT int64_t ht_live() { return live; }
EXPORT int64_t ht_peak() { return peak; }

/* ---- operators ---- */

// Finds an operator such as ("aten::add", "Tensor"). The answer lives as long as the process.
EXPORT int ht_op(const char* name, const char* overload, void** found) {
    return guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!handle) return fail(std::string("this libtorch (" TORCH_VERSION ") has no operator ") + name + (*overload ? "." : "") + overload);
        auto op = new Operator{*handle, {}, {}, {}};
        for (auto& a : handle->schema().arguments()) {
            auto type = unwrap(a.type());
            auto list = type->kind() == c10::TypeKind::ListType;
            op->kinds.push_back(type->kind());
            op->elements.push_back(list ? type->containedTypes().at(0)->kind() : type->kind());
            op->defaults.push_back(a.default_value());
        }
        *found = op;
        return 0;
    });
}

// Calls an operator; arguments left out at the end take the schema's defaults. Answers the number of results (lists are laid out
// flat), or an error. With capacity 0 the results are dropped: what in-place operators want.
EXPORT int ht_call(void* op_handle, const Value* args, int n, Value* results, int capacity) {
    int count = 0;
    auto status = guarded([&] {
        auto& op = *static_cast<Operator*>(op_handle);
        auto expected = static_cast<int>(op.kinds.size());
        if (n > expected) return fail("operator " + op.handle.schema().name() + " takes " + std::to_string(expected) + " arguments, not " + std::to_string(n));
        torch::jit::Stack stack;
        stack.reserve(expected);
        for (int k = 0; k < n; k++) stack.push_back(argument(op, k, args[k]));
        for (int k = n; k < expected; k++) {
            if (!op.defaults[k]) return fail("operator " + op.handle.schema().name() + " needs its argument " + op.handle.schema().arguments()[k].name());
            stack.push_back(*op.defaults[k]);
        }
        op.handle.callBoxed(&stack);
        if (capacity > 0)
            for (auto& value : stack) result(value, results, capacity, count);
        return 0;
    });
    if (status == 0) return count;
    for (int k = 0; k < count; k++)
        if (results[k].tag == TensorTag) drop(results[k].p);
    return status;
}

/* ---- tensors ---- */

EXPORT void ht_free(void* handle) { drop(handle); }

// A second handle of the same tensor.
EXPORT int ht_alias(void* handle, void** out) { return guarded([&] { *out = give(borrow(handle)); return 0; }); }

// A new CPU tensor; `data` (may be null) is copied.
EXPORT int ht_new(const void* data, int64_t bytes, int dtype, const int64_t* sizes, int dims, void** out) {
    return guarded([&] {
        auto t = at::empty(c10::IntArrayRef(sizes, dims), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
        if (static_cast<int64_t>(t.nbytes()) != bytes)
            return fail("the shape needs " + std::to_string(t.nbytes()) + " bytes, not " + std::to_string(bytes));
        if (data != nullptr && bytes > 0) std::memcpy(t.data_ptr(), data, bytes);
        *out = give(std::move(t));
        return 0;
    });
}

struct Info {
    int64_t elements, dims;
    void* data;
    int32_t dtype, device, index, element_size;
    int32_t requires_grad, leaf, contiguous, grad_defined;
    int64_t version;
};

EXPORT int ht_info(void* handle, Info* info) {
    return guarded([&] {
        auto t = borrow(handle);
        *info = {t.numel(), t.dim(), t.data_ptr(), static_cast<int32_t>(t.scalar_type()), static_cast<int32_t>(t.device().type()),
                 static_cast<int32_t>(t.device().index()), static_cast<int32_t>(t.element_size()), t.requires_grad(), t.is_leaf(),
                 t.is_contiguous(), t.is_leaf() && t.grad().defined(), t.is_inference() ? -1 : t._version()};
        return 0;
    });
}

EXPORT int64_t ht_size(void* handle, int64_t* sizes, int64_t* strides) {
    auto impl = static_cast<c10::TensorImpl*>(handle);
    auto s = impl->sizes();
    if (sizes) std::copy(s.begin(), s.end(), sizes);
    if (strides) std::copy(impl->strides().begin(), impl->strides().end(), strides);
    return static_cast<int64_t>(s.size());
}

EXPORT int ht_item(void* handle, Value* out) {
    return guarded([&] {
        auto value = borrow(handle).item();
        if (value.isBoolean()) { out->tag = Bool; out->i = value.to<bool>(); }
        else if (value.isIntegral(false)) { out->tag = Int; out->i = value.toLong(); }
        else { out->tag = Double; out->d = value.toDouble(); }
        return 0;
    });
}

/* ---- gradients ---- */

EXPORT int ht_backward(void* handle, void* gradient, int retain, int create) {
    return guarded([&] {
        Maybe<bool> keep;
        if (retain >= 0) keep = retain != 0;
        borrow(handle).backward(borrow(gradient), keep, create != 0);
        return 0;
    });
}

EXPORT int ht_set_requires_grad(void* handle, int on) { return guarded([&] { borrow(handle).set_requires_grad(on != 0); return 0; }); }
EXPORT int ht_grad(void* handle, void** out) { return guarded([&] { *out = give(borrow(handle).grad()); return 0; }); }
EXPORT int ht_set_grad(void* handle, void* gradient) { return guarded([&] { borrow(handle).mutable_grad() = borrow(gradient); return 0; }); }

// Sets the thread's gradient mode and answers what it was; -1 only asks.
EXPORT int ht_grad_mode(int on) {
    int before = c10::GradMode::is_enabled();
    if (on >= 0) c10::GradMode::set_enabled(on != 0);
    return before;
}

EXPORT void* ht_inference_enter(int on) { return new c10::InferenceMode(on != 0); }
EXPORT void ht_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
EXPORT int ht_inference_enabled() { return c10::InferenceMode::is_enabled(); }

namespace ac = at::autocast;
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
EXPORT int ht_autocast_enabled(int device) { return guarded([&]() -> int { return ac::is_autocast_enabled(kind(device)); }); }
EXPORT int ht_autocast_dtype(int device) { return guarded([&] { return static_cast<int>(ac::get_autocast_dtype(kind(device))); }); }
static void autocast(int device, bool on, at::ScalarType type) {
    ac::set_autocast_enabled(kind(device), on);
    ac::set_autocast_dtype(kind(device), type);
}
#else
EXPORT int ht_autocast_enabled(int device) { return device == 0 ? ac::is_cpu_enabled() : ac::is_enabled(); }
EXPORT int ht_autocast_dtype(int device) { return static_cast<int>(device == 0 ? ac::get_autocast_cpu_dtype() : ac::get_autocast_gpu_dtype()); }
static void autocast(int device, bool on, at::ScalarType type) {
    device == 0 ? ac::set_cpu_enabled(on) : ac::set_enabled(on);
    device == 0 ? ac::set_autocast_cpu_dtype(type) : ac::set_autocast_gpu_dtype(type);
}
#endif
EXPORT int ht_autocast_set(int device, int on, int dtype) {
    return guarded([&] {
        autocast(device, on != 0, static_cast<at::ScalarType>(dtype));
        if (!on) ac::clear_cache();
        return 0;
    });
}

/* ---- random numbers, threads, devices ---- */

EXPORT int ht_seed(uint64_t seed) { return guarded([&] { at::manual_seed(seed); return 0; }); }

EXPORT int ht_rng_get(int device, int index, void** out) {
    return guarded([&] {
        auto g = generator(device, index);
        std::lock_guard<std::mutex> lock(g.mutex());
        *out = give(g.get_state());
        return 0;
    });
}

EXPORT int ht_rng_set(int device, int index, void* state) {
    return guarded([&] {
        auto g = generator(device, index);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(borrow(state));
        return 0;
    });
}

EXPORT int ht_threads(int n) { return guarded([&] { if (n > 0) at::set_num_threads(n); return at::get_num_threads(); }); }
EXPORT int ht_interop_threads(int n) {
    return guarded([&] { if (n > 0) at::set_num_interop_threads(n); return static_cast<int>(at::get_num_interop_threads()); });
}

EXPORT int ht_cuda_count() { return guarded([] { return at::globalContext().hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0; }); }
EXPORT int ht_cuda_synchronize(int index) { return guarded([&] { at::detail::getCUDAHooks().deviceSynchronize(index); return 0; }); }

// Bytes of CUDA memory: now in tensors, their highest, reserved. These three answer 1 where this build cannot tell.
#ifdef HURACAN_CUDA
namespace cache = c10::cuda::CUDACachingAllocator;
EXPORT int ht_cuda_memory(int index, int64_t* allocated, int64_t* highest, int64_t* reserved) {
    return guarded([&] {
        auto stats = cache::getDeviceStats(index);
        *allocated = stats.allocated_bytes[0].current;
        *highest = stats.allocated_bytes[0].peak;
        *reserved = stats.reserved_bytes[0].current;
        return 0;
    });
}
EXPORT int ht_cuda_empty_cache() { return guarded([] { cache::emptyCache(); return 0; }); }
EXPORT int ht_cuda_reset_peak(int index) { return guarded([&] { cache::resetPeakStats(index); return 0; }); }
#else
EXPORT int ht_cuda_memory(int, int64_t* allocated, int64_t* highest, int64_t* reserved) { *allocated = *highest = *reserved = 0; return 1; }
EXPORT int ht_cuda_empty_cache() { return 1; }
EXPORT int ht_cuda_reset_peak(int) { return 1; }
#endif
