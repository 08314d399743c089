"""Alongside: a framework for recovery-focused practice, made into something people use every week."""
