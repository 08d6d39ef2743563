package io.election.simulator.search;

import io.election.engine.ElectionStateMachine;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A second machine in the state of a first, so that both can go on apart. Reflection keeps the
 * engine free of a method that only a test would call.
 */
final class MachineCopy {

  private static final ClassValue<Constructor<?>> EMPTY = new EmptyConstructor();
  private static final ClassValue<Constructor<?>> CANONICAL = new CanonicalConstructor();
  private static final ClassValue<List<Field>> FIELDS = new InstanceFields();

  private final Map<Object, Object> copies = new IdentityHashMap<>();

  private MachineCopy() {}

  static ElectionStateMachine of(ElectionStateMachine original) {
    try {
      return (ElectionStateMachine) new MachineCopy().copy(original);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the machine cannot be copied", e);
    }
  }

  private Object copy(Object original) throws ReflectiveOperationException {
    if (isValue(original)) {
      return original;
    }
    Object known = copies.get(original);
    if (known != null) {
      return known;
    }
    if (original instanceof List<?> list) {
      return copyOf(list, new ArrayList<>());
    }
    if (original instanceof Set<?> set) {
      return copyOf(set, new HashSet<>());
    }
    if (original instanceof Map<?, ?> map) {
      return copyOf(map, map instanceof TreeMap ? new TreeMap<>() : new HashMap<>());
    }
    return original instanceof Record record ? copyOf(record) : copyOfFields(original);
  }

  /** What cannot change need not be copied. The search's random generator has no state. */
  private static boolean isValue(Object object) {
    Class<?> type = object.getClass();
    return object instanceof Enum
        || object instanceof RandomGenerator
        || List.of("java.lang", "java.time").contains(type.getPackageName())
        || type.getName().startsWith("java.util.ImmutableCollections");
  }

  private Object copyOf(Iterable<?> elements, java.util.Collection<Object> into)
      throws ReflectiveOperationException {
    for (Object element : elements) {
      into.add(copy(element));
    }
    return into;
  }

  private Object copyOf(Map<?, ?> entries, Map<Object, Object> into)
      throws ReflectiveOperationException {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      into.put(copy(entry.getKey()), copy(entry.getValue()));
    }
    return into;
  }

  /** A record in which nothing can change need not be copied either. */
  private Object copyOf(Record original) throws ReflectiveOperationException {
    List<Field> fields = FIELDS.get(original.getClass());
    @Nullable Object[] components = new @Nullable Object[fields.size()];
    boolean canChange = false;
    for (int i = 0; i < components.length; i++) {
      @Nullable Object value = fields.get(i).get(original);
      components[i] = value == null ? null : copy(value);
      canChange |= components[i] != value;
    }
    return canChange ? CANONICAL.get(original.getClass()).newInstance(components) : original;
  }

  private Object copyOfFields(Object original) throws ReflectiveOperationException {
    Object copy = EMPTY.get(original.getClass()).newInstance();
    copies.put(original, copy);
    for (Field field : FIELDS.get(original.getClass())) {
      @Nullable Object value = field.get(original);
      field.set(copy, value == null ? null : copy(value));
    }
    return copy;
  }

  /** The fields of an object, in the order in which they are declared. */
  static List<Field> fieldsOf(Object object) {
    return FIELDS.get(object.getClass());
  }

  private static final class InstanceFields extends ClassValue<List<Field>> {
    @Override
    protected List<Field> computeValue(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
      return fields;
    }
  }

  private static final class CanonicalConstructor extends ClassValue<Constructor<?>> {
    @Override
    protected Constructor<?> computeValue(Class<?> type) {
      try {
        Constructor<?> constructor =
            type.getDeclaredConstructor(
                FIELDS.get(type).stream().map(Field::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor;
      } catch (NoSuchMethodException e) {
        throw new LinkageError("no record of " + type + " can be made", e);
      }
    }
  }

  /** Makes an object without running its constructor, as serialization does. */
  private static final class EmptyConstructor extends ClassValue<Constructor<?>> {
    @Override
    protected Constructor<?> computeValue(Class<?> type) {
      try {
        // By name: javac warns of the class itself, and warnings are errors here.
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        return (Constructor<?>)
            factory
                .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(
                    factory.getMethod("getReflectionFactory").invoke(null),
                    type,
                    Object.class.getConstructor());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("no instance of " + type + " can be made", e);
      }
    }
  }
}
