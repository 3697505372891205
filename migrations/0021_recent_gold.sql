-- The newest answers to gold are judged by themselves, too: GoldSettings.recentAnswers.
UPDATE gold_settings
SET settings = json_set(settings, '$.recentAnswers', 4);
