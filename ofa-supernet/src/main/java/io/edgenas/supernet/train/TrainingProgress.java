package io.edgenas.supernet.train;

/**
 * Says where training is.
 *
 * @param phase index of the phase, from 0
 * @param phaseName its name in the policy
 * @param step number of its steps that are done
 * @param steps number of its steps
 * @param learningRate of the last step
 * @param loss of the last step
 * @param images number of images the last step has computed gradients for, once per subnet
 * @param elapsedSeconds training time so far, over all runs
 */
public record TrainingProgress(
    int phase,
    String phaseName,
    long step,
    long steps,
    double learningRate,
    double loss,
    int images,
    double elapsedSeconds) {}
