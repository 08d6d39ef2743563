package io.election.quarkus;

import io.election.api.LeaderOnly;
import io.election.api.LeaderOnly.OnFollower;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.declarations.MethodInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, when the application is built, a {@link LeaderOnly} method that cannot be skipped:
 * whoever calls it would get an answer that nobody gave.
 */
public class LeaderOnlyValidation implements BuildCompatibleExtension {

  private static final int SYNTHETIC = 0x1000;

  /** Looks at every bean; on an interceptor the annotation says what it intercepts. */
  @Registration(types = Object.class)
  public void validate(BeanInfo bean, Messages messages) {
    if (bean.isClassBean() && !bean.declaringClass().hasAnnotation(Interceptor.class)) {
      problems(bean.declaringClass()).forEach(messages::error);
    }
  }

  private static List<String> problems(ClassInfo bean) {
    Optional<AnnotationInfo> ofTheClass = ofTheClass(bean);
    return bean.methods().stream()
        .filter(LeaderOnlyValidation::isBusinessMethod)
        .filter(method -> isSkipped(method, ofTheClass) && !canBeSkipped(method.returnType()))
        .map(method -> problem(bean, method))
        .toList();
  }

  /** It is handed down from superclasses. */
  private static Optional<AnnotationInfo> ofTheClass(@Nullable ClassInfo bean) {
    if (bean == null) {
      return Optional.empty();
    }
    return bean.hasAnnotation(LeaderOnly.class)
        ? Optional.of(bean.annotation(LeaderOnly.class))
        : ofTheClass(bean.superClassDeclaration());
  }

  private static boolean isBusinessMethod(MethodInfo method) {
    int modifiers = method.modifiers();
    return !method.isConstructor()
        && (modifiers & SYNTHETIC) == 0
        && !Modifier.isPrivate(modifiers)
        && !method.declaringClass().name().equals(Object.class.getName());
  }

  private static boolean isSkipped(MethodInfo method, Optional<AnnotationInfo> ofTheClass) {
    Optional<AnnotationInfo> binding =
        method.hasAnnotation(LeaderOnly.class)
            ? Optional.of(method.annotation(LeaderOnly.class))
            : method.isStatic() ? Optional.empty() : ofTheClass;
    return binding
        .map(annotation -> annotation.member("onFollower").asEnumConstant())
        .filter(OnFollower.SKIP.name()::equals)
        .isPresent();
  }

  private static boolean canBeSkipped(Type returned) {
    return returned.isVoid()
        || returned.isParameterizedType()
            && isStage(returned.asParameterizedType().declaration().name())
            && areVoid(returned.asParameterizedType().typeArguments());
  }

  private static boolean isStage(String className) {
    return className.equals(Uni.class.getName())
        || className.equals(CompletionStage.class.getName());
  }

  private static boolean areVoid(Collection<Type> arguments) {
    return arguments.stream()
        .allMatch(
            argument ->
                argument.isClass()
                    && argument.asClass().declaration().name().equals(Void.class.getName()));
  }

  private static String problem(ClassInfo bean, MethodInfo method) {
    return "%s.%s() cannot be @LeaderOnly: it returns %s, so a call could not be skipped where this node does not lead; let it return void, Uni<Void> or CompletionStage<Void>, or write @LeaderOnly(onFollower = THROW)"
        .formatted(bean.name(), method.name(), method.returnType());
  }
}
